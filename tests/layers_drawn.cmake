# Fails when the drawing in compiler/README.md is not that of the layers in CMakeLists.txt.
cmake_minimum_required(VERSION 3.25)
file(READ ${LAYERS} layers)
file(READ compiler/README.md reference)
string(FIND "${reference}" "```text\n${layers}```" drawn)
if(drawn EQUAL -1)
  message(FATAL_ERROR "compiler/README.md has to show the layers like this:\n```text\n${layers}```")
endif()
