# migc_add_migrations(target DIRECTORY folder [OUT folder] [DIALECT name] [OPTIONS option...]
#                     [HEADER file [NAMESPACE name]])
#
# Compiles the .mig files of DIRECTORY whenever the target is built and one of them, their folder or
# migc.toml has changed. migc.toml is searched in DIRECTORY and above it, as always.
#
# The scripts are in <OUT>/<DIALECT>; without OUT that is a folder of the build tree. A script that
# comes out as before is not written, so what depends on it is not built again. Sets
#   <target>_MIGRATIONS   the folder of the scripts, upgrade.sql and manifest.json
# and adds that folder to the target's include directories. OPTIONS go to `migc compile` as they are.
#
# HEADER writes the migrations as a C++ header too, as `migc compile --emit cpp` does: relative to
# the build folder of the target, which can include it and is linked to migc::runtime.
#
# Names of files may have spaces, but neither `#` nor `$`: CMake does not escape these for Ninja, and
# the step then runs with every build.
#
# A mistake in a .mig file stops the build as one in a source does: FILE:LINE:COLUMN: error: TEXT.
function(migc_add_migrations target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "DIRECTORY;OUT;DIALECT;HEADER;NAMESPACE" "OPTIONS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "migc_add_migrations: unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "migc_add_migrations: there is no target ${target}")
  endif()
  if(NOT arg_DIRECTORY)
    message(FATAL_ERROR "migc_add_migrations: DIRECTORY is missing, the folder of the .mig files")
  endif()
  cmake_path(ABSOLUTE_PATH arg_DIRECTORY NORMALIZE OUTPUT_VARIABLE directory)
  if(NOT IS_DIRECTORY "${directory}")
    message(FATAL_ERROR "migc_add_migrations: there is no folder ${directory}")
  endif()
  if(NOT arg_OUT)
    set(arg_OUT "${target}.migrations")
  endif()
  cmake_path(ABSOLUTE_PATH arg_OUT BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}" NORMALIZE
             OUTPUT_VARIABLE out)
  if(NOT arg_DIALECT)
    set(arg_DIALECT sqlite)
  endif()
  if(arg_NAMESPACE AND NOT arg_HEADER)
    message(FATAL_ERROR "migc_add_migrations: NAMESPACE is that of a HEADER, which is missing")
  endif()
  set(header "")
  set(write_header "")
  if(arg_HEADER)
    cmake_path(ABSOLUTE_PATH arg_HEADER BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}" NORMALIZE
               OUTPUT_VARIABLE header)
    cmake_path(GET header PARENT_PATH header_folder)
    file(MAKE_DIRECTORY "${header_folder}")
    set(write_header COMMAND migc::migc compile "${directory}" --emit cpp --output "${header}"
                             --format gcc ${arg_OPTIONS})
    if(arg_NAMESPACE)
      list(APPEND write_header --namespace ${arg_NAMESPACE})
    endif()
  endif()
  set(scripts "${out}/${arg_DIALECT}")
  file(MAKE_DIRECTORY "${scripts}")

  # The stamp is touched by every run. Were it a script, which is left alone when it comes out as
  # before, Makefiles would run the step again with every build.
  set(stamp "${CMAKE_CURRENT_BINARY_DIR}/${target}.migrations.stamp")
  set(depfile "${CMAKE_CURRENT_BINARY_DIR}/${target}.migrations.d")
  # CMake adds what it reads of a dependency file to what it has read before (seen in 3.25), and make
  # then misses a deleted file for ever. So it is made to forget.
  set(forget "")
  if(CMAKE_GENERATOR MATCHES "Makefiles")
    set(known "CMakeFiles/${target}_migrations.dir/compiler_depend.internal")
    set(forget COMMAND ${CMAKE_COMMAND} -E rm -f "${CMAKE_CURRENT_BINARY_DIR}/${known}")
  endif()
  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS "${scripts}/upgrade.sql" "${scripts}/manifest.json" ${header}
    ${write_header}
    COMMAND migc::migc compile "${directory}" --output "${out}" --dialect ${arg_DIALECT}
            --format gcc --depfile "${depfile}" --stamp "${stamp}" ${arg_OPTIONS}
    ${forget}
    DEPENDS migc::migc
    DEPFILE "${depfile}"
    COMMENT "Compiling the migrations of ${target}"
    VERBATIM)
  add_custom_target(${target}_migrations DEPENDS "${stamp}")
  add_dependencies(${target} ${target}_migrations)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "UTILITY")
    set(scope PRIVATE)
    if(type STREQUAL "INTERFACE_LIBRARY")
      set(scope INTERFACE)
    endif()
    target_include_directories(${target} ${scope} "${scripts}")
    if(arg_HEADER)
      target_include_directories(${target} ${scope} "${header_folder}")
      target_link_libraries(${target} ${scope} migc::runtime)
    endif()
  endif()
  set(${target}_MIGRATIONS "${scripts}" PARENT_SCOPE)
endfunction()
