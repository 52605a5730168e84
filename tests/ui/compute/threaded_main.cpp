#include <gtest/gtest.h>

#include <QCoreApplication>

// An event loop for the services; no window system.
int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
