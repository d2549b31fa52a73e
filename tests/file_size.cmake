# Fails for a source of more than 300 lines: it holds more than one idea. Tables may be longer, where
# each line is a case of its own.
cmake_minimum_required(VERSION 3.25)

set(most_lines 300)
# Still to be split: the two scripts of dialects/sqlite/frame.
set(tables
    compiler/dialects/sqlite/frame/gated_script.cpp
    compiler/dialects/sqlite/frame/plain_script.cpp
    tests/unit/schema/rename_cases.hpp # a statement and what follows it
    tests/unit/syntax/show.hpp         # what each node of the syntax looks like
    tests/unit/syntax/statements_test.cpp) # a statement and what is read of it

file(GLOB_RECURSE sources RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} compiler/*.hpp compiler/*.cpp
     grammar/*.hpp tests/*.hpp tests/*.cpp)
foreach(source IN LISTS sources)
  file(READ ${source} text)
  string(REGEX MATCHALL "\n" ends "${text}")
  list(LENGTH ends lines)
  if(lines GREATER most_lines AND NOT source IN_LIST tables)
    message(SEND_ERROR "${source} has ${lines} lines: split it along its ideas")
  endif()
endforeach()
