# What `make install` and `make deb` put where.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# The command line documents itself: manual and completion are written from the commands there are.
set(documents ${PROJECT_BINARY_DIR}/documents)
file(MAKE_DIRECTORY ${documents})
set(documented "")
function(migc_document file)
  add_custom_command(
    OUTPUT ${documents}/${file}
    COMMAND migc ${ARGN} > ${documents}/${file}
    DEPENDS migc
    VERBATIM)
  set(documented ${documented} ${documents}/${file} PARENT_SCOPE)
endfunction()
migc_document(migc.1 man)
migc_document(migc.bash completion bash)
migc_document(_migc completion zsh)
migc_document(migc.fish completion fish)
configure_file(packaging/mig.5.in ${documents}/mig.5 @ONLY)
add_custom_target(migc_documents ALL DEPENDS ${documented})

install(TARGETS migc migc_runtime EXPORT migcTargets)
install(FILES runtime/migc/runtime.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/migc)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/migc)
install(EXPORT migcTargets NAMESPACE migc:: DESTINATION ${package})
configure_package_config_file(packaging/migcConfig.cmake.in ${PROJECT_BINARY_DIR}/migcConfig.cmake
                              INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/migcConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/migcConfig.cmake ${PROJECT_BINARY_DIR}/migcConfigVersion.cmake
              packaging/migc_add_migrations.cmake
        DESTINATION ${package})

# For who asks pkg-config where the program is: pkg-config --variable=migc migc
configure_file(packaging/migc.pc.in ${PROJECT_BINARY_DIR}/migc.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/migc.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(FILES ${documents}/migc.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${documents}/mig.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES ${documents}/migc.bash RENAME migc
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${documents}/_migc DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${documents}/migc.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(DIRECTORY packaging/editors/vim/ DESTINATION ${CMAKE_INSTALL_DATADIR}/vim/vimfiles)
install(DIRECTORY packaging/editors/vim packaging/editors/vscode
        DESTINATION ${CMAKE_INSTALL_DATADIR}/migc/editors
        PATTERN test EXCLUDE)
install(FILES README.md CHANGELOG.md SECURITY.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES grammar/README.md RENAME language.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES compiler/diagnostics/README.md RENAME messages.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES packaging/ci/github.yml packaging/ci/gitlab.yml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/migc/ci)
install(PROGRAMS packaging/ci/pre-commit DESTINATION ${CMAKE_INSTALL_DATADIR}/migc/ci)
install(FILES LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON) # no test is installed
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "the migc authors")
set(CPACK_PACKAGE_CONTACT "the migc authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Compile database migrations to SQL")
set(CPACK_PACKAGE_DESCRIPTION
"migc reads declarative migrations, checks them against the schema at every
revision without a database, and writes the SQL or applies it, in both
directions, including table rebuilds where ALTER TABLE is not enough.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "bash-completion, cmake, sqlite3")
include(CPack)
