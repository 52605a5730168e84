#include "ui/panels/number_field.hpp"

#include <gtest/gtest.h>

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace separatrix {
namespace {

TEST(NumberField, UnderstandsWhatPeopleType) {
  EXPECT_EQ(numberTyped(" 39.8 "), 39.8);
  EXPECT_EQ(numberTyped("39,8"), 39.8);
  EXPECT_EQ(numberTyped(QString(QChar(0x2212)) + "2"), -2);
  EXPECT_FALSE(numberTyped("1,234.5"));
  EXPECT_FALSE(numberTyped("nan"));
  EXPECT_FALSE(numberTyped("12 apples"));
  EXPECT_FALSE(numberTyped(""));
}

TEST(NumberField, AnnouncesATypedNumberOnceAtEnter) {
  NumberField field;
  field.setNumber(30);
  QSignalSpy edited(&field, &NumberField::edited);
  field.selectAll();
  QTest::keyClicks(&field, "39.8");
  EXPECT_EQ(edited.count(), 0) << "not while typing";
  QTest::keyClick(&field, Qt::Key_Return);
  QTest::keyClick(&field, Qt::Key_Return);
  ASSERT_EQ(edited.count(), 1);
  EXPECT_EQ(edited.front().front().toDouble(), 39.8);
}

TEST(NumberField, EscapeAndNonsenseKeepTheNumber) {
  NumberField field;
  field.setNumber(30);
  QSignalSpy edited(&field, &NumberField::edited);
  for (const Qt::Key end : {Qt::Key_Escape, Qt::Key_Return}) {
    field.selectAll();
    QTest::keyClicks(&field, end == Qt::Key_Escape ? "55" : "fifty");
    QTest::keyClick(&field, end);
    EXPECT_EQ(field.number(), 30);
    EXPECT_EQ(field.text(), "30");
  }
  EXPECT_EQ(edited.count(), 0);
}

TEST(NumberField, ShowsFewDigitsButKeepsTheDouble) {
  NumberField field;
  const double lambda = 1.0 / 15;
  field.setNumber(lambda);
  QTest::keyClick(&field, Qt::Key_Return);
  EXPECT_EQ(field.number(), lambda);
}

TEST(NumberField, StepsWithArrows) {
  NumberField field;
  field.setStep(1);
  field.setNumber(30);
  QSignalSpy stepped(&field, &NumberField::stepped);
  QTest::keyClick(&field, Qt::Key_Up);
  QTest::keyClick(&field, Qt::Key_Up, Qt::ControlModifier);
  QTest::keyClick(&field, Qt::Key_Down, Qt::ShiftModifier);
  ASSERT_EQ(stepped.count(), 3);
  EXPECT_DOUBLE_EQ(field.number(), 40.9);
}

TEST(NumberField, IgnoresTheWheelUnlessFocused) {
  NumberField field;
  field.setNumber(30);
  QWheelEvent wheel({5, 5}, {5, 5}, {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
  QApplication::sendEvent(&field, &wheel);
  EXPECT_EQ(field.number(), 30);
}

}  // namespace
}  // namespace separatrix
