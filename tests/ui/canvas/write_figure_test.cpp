#include "ui/canvas/write_figure.hpp"

#include <gtest/gtest.h>

#include <QImage>
#include <QRegularExpression>
#include <clocale>

#include "tests/core/figure/sample_figure.hpp"

namespace separatrix {
namespace {

const PageSize kPage{12, 8, 9};
const Style kLight = style(StyleName::light);

class Epoch {
 public:
  explicit Epoch(const char* seconds) { qputenv("SOURCE_DATE_EPOCH", seconds); }
  ~Epoch() { qunsetenv("SOURCE_DATE_EPOCH"); }
};

TEST(WritePdf, GivesTheSameBytesTwiceAndUnderAFrenchLocale) {
  const QByteArray once = *writePdf(testing::sampleFigure(), kLight, kPage);
  EXPECT_EQ(once, *writePdf(testing::sampleFigure(), kLight, kPage));
  std::setlocale(LC_ALL, "fr_FR.UTF-8");
  EXPECT_EQ(once, *writePdf(testing::sampleFigure(), kLight, kPage));
  std::setlocale(LC_ALL, "C");
}

TEST(WritePdf, TakesItsDateFromTheSource) {
  const Epoch epoch("86400");
  EXPECT_TRUE(writePdf(testing::sampleFigure(), kLight, kPage)->contains("/CreationDate (D:19700102000000Z"));
}

TEST(WritePdf, HasExactlyTheSizeOfThePaper) {
  const QByteArray pdf = *writePdf(testing::sampleFigure(), kLight, kPage);
  static const QRegularExpression box("/MediaBox \\[(\\S+) (\\S+) (\\S+) (\\S+?) *\\]");
  const QRegularExpressionMatch match = box.match(QString::fromLatin1(pdf));
  ASSERT_TRUE(match.hasMatch());
  EXPECT_NEAR(match.captured(3).toDouble() - match.captured(1).toDouble(), 12 / 2.54 * 72, 1e-4);
  EXPECT_NEAR(match.captured(4).toDouble() - match.captured(2).toDouble(), 8 / 2.54 * 72, 1e-4);
}

TEST(WritePdf, ItsTableOfOffsetsPointsAtItsObjects) {
  const QByteArray pdf = *writePdf(testing::sampleFigure(), kLight, kPage);
  const qsizetype table = pdf.lastIndexOf("\nxref\n");
  ASSERT_GT(table, 0);
  const QList<QByteArray> lines = pdf.mid(table + 6).split('\n');
  int checked = 0;
  for (qsizetype k = 2; k < lines.size() && lines[k].contains(" n"); ++k, ++checked)
    EXPECT_TRUE(pdf.mid(lines[k].left(10).toLongLong()).startsWith(QByteArray::number(k - 1) + " 0 obj")) << k;
  EXPECT_GT(checked, 5);
}

TEST(WritePdf, EmbedsItsFonts) {
  const QByteArray pdf = *writePdf(testing::sampleFigure(), kLight, kPage);
  EXPECT_GE(pdf.count("/FontFile"), 1);
  EXPECT_GE(pdf.count("/ToUnicode"), 1);
}

TEST(WritePng, HasThePixelsOfItsSizeAndResolution) {
  const QImage image = QImage::fromData(*writePng(testing::sampleFigure(), kLight, kPage, 300));
  EXPECT_EQ(image.size(), QSize(1417, 945));
  EXPECT_EQ(image.dotsPerMeterX(), 11811);
  EXPECT_EQ(image.pixelColor(0, 0), QColor(Qt::white));
}

TEST(WritePng, ATransparentPictureHasNoBackgroundButItsInk) {
  const QImage image = QImage::fromData(*writePng(testing::sampleFigure(), kLight, kPage, 100, true));
  EXPECT_EQ(image.pixelColor(0, 0).alpha(), 0);
  EXPECT_TRUE(image.hasAlphaChannel());
}

TEST(WritePng, GivesTheSameBytesTwice) {
  EXPECT_EQ(*writePng(testing::sampleFigure(), kLight, kPage, 150), *writePng(testing::sampleFigure(), kLight, kPage, 150));
}

TEST(WriteFigure, RefusesPaperThatCannotBe) {
  for (const PageSize& page : {PageSize{0, 8, 9}, PageSize{12, std::nan(""), 9}, PageSize{12, 8, 0}}) {
    EXPECT_EQ(writePdf({}, kLight, page).error().code, Error::Code::usage);
    EXPECT_EQ(writePng({}, kLight, page).error().code, Error::Code::usage);
  }
  EXPECT_EQ(writePng({}, kLight, kPage, 1e6).error().code, Error::Code::usage);
  EXPECT_EQ(writePng({}, kLight, kPage, std::nan("")).error().code, Error::Code::usage);
}

}  // namespace
}  // namespace separatrix
