#include "core/io/text_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace separatrix {
namespace {

namespace fs = std::filesystem;

class TextFile : public ::testing::Test {
 protected:
  TextFile() {
    std::string pattern = (fs::temp_directory_path() / "separatrix-io-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
  }
  ~TextFile() override { fs::remove_all(folder); }
  fs::path folder;
};

TEST_F(TextFile, WhatIsWrittenIsRead) {
  const std::string path = (folder / "a.svg").string();
  ASSERT_TRUE(writeFileAtomically(path, "first, and long"));
  ASSERT_TRUE(writeFileAtomically(path, std::string_view("se\0cond", 7)));
  EXPECT_EQ(*readTextFile(path), std::string("se\0cond", 7));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1) << "a draft was left behind";
}

TEST_F(TextFile, ALinkStaysALinkAndItsTargetIsReplaced) {
  ASSERT_TRUE(writeFileAtomically((folder / "target").string(), "old"));
  fs::create_symlink(folder / "target", folder / "link");
  ASSERT_TRUE(writeFileAtomically((folder / "link").string(), "new"));
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(*readTextFile((folder / "target").string()), "new");
}

TEST_F(TextFile, MissingFilesAndFoldersAreFileErrors) {
  for (const auto& path : {folder / "missing.ode", folder, folder / "no" / "such" / "folder"}) {
    const auto text = readTextFile(path.string());
    ASSERT_FALSE(text) << path;
    EXPECT_EQ(text.error().code, Error::Code::file);
    EXPECT_EQ(text.error().place.file, path.string());
  }
  EXPECT_EQ(writeFileAtomically((folder / "no" / "such.svg").string(), "x").error().code, Error::Code::file);
  EXPECT_EQ(writeFileAtomically(folder.string(), "x").error().code, Error::Code::file);
}

TEST_F(TextFile, AFileBeyondTheLimitIsNotReadWhole) {
  ASSERT_TRUE(writeFileAtomically((folder / "long").string(), std::string(1000, 'x')));
  EXPECT_EQ(readTextFile((folder / "long").string(), 100)->size(), 101u);
  EXPECT_EQ(readTextFile("/dev/zero", 5000)->size(), 5001u);
}

}  // namespace
}  // namespace separatrix
