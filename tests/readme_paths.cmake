# Fails for a file that the references name and that is not there.
cmake_minimum_required(VERSION 3.25)

foreach(reference README.md CONTRIBUTING.md compiler/README.md grammar/README.md)
  file(READ ${reference} text)
  string(REGEX MATCHALL "`(compiler|grammar|tests|packaging)/[a-z0-9_/]+\\.[a-z]+`" named "${text}")
  foreach(name IN LISTS named)
    string(REPLACE "`" "" name "${name}")
    if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${name})
      message(SEND_ERROR "${reference} names ${name}, which is not there")
    endif()
  endforeach()
endforeach()
