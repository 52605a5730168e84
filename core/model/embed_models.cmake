# Writes a C++ file that holds every model text of FOLDER:  cmake -DFOLDER=.. -DOUTPUT=.. -P embed_models.cmake
file(GLOB models ${FOLDER}/*.ode)
list(SORT models)
set(entries "")
foreach(model IN LISTS models)
  get_filename_component(name ${model} NAME_WE)
  file(READ ${model} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
  # A literal per 64 bytes: an escape cannot run into the next, and lines stay short.
  string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?)" "    \"\\1\"\n" lines "${bytes}")
  string(APPEND entries "    {\"${name}\",\n${lines}    },\n")
endforeach()
file(WRITE ${OUTPUT}.new "// Written by embed_models.cmake from resources/models; not to be edited.
#include <array>

#include \"core/model/library_data.hpp\"

namespace separatrix {
namespace {

constexpr auto kEntries = std::to_array<LibraryEntry>({
${entries}});

}  // namespace

std::span<const LibraryEntry> libraryEntries() { return kEntries; }

}  // namespace separatrix
")
file(COPY_FILE ${OUTPUT}.new ${OUTPUT} ONLY_IF_DIFFERENT)
