//! Why a number is a figure: the closed set of evidence, each in words that a reader understands.
//!
//! Where a form has two readings, the words say what decided. They are stable: translations are keyed by them.

macro_rules! rules {
    ($($name:ident $words:literal)*) => {
        /// The evidence that made a figure of a number.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Rule { $($name),* }

        impl Rule {
            pub const ALL: &[Rule] = &[$(Rule::$name),*];

            /// The evidence in words, unlike those of any other rule.
            pub const fn words(self) -> &'static str {
                match self { $(Rule::$name => $words),* }
            }
        }
    };
}

rules! {
    DigitsMoney "digits before a unit of money"
    DigitsMeasure "digits before a unit of measure"
    DigitsDuration "digits before a unit of time"
    DigitsPercent "digits before a sign of percent"
    DigitsPoints "digits before 百分点"
    DigitsMultiple "digits before 倍"
    DigitsCount "digits before a classifier"
    Price "digits before 分, and a price or coins beside it: money, no point of a score"
    Force "digits before 级, and an earthquake or a wind beside it: a measure, no grade"
    Level "a magnitude before 级"
    OpenMagnitude "余 or 多 after a magnitude: a number, no part of a word"
    BoundedMagnitude "a bound beside a magnitude: a number, no part of a word"
    WholeMagnitude "a magnitude of two characters before a unit"
    HanBounded "a bound beside a number in characters: counted, no set phrase"
    HanPercent "a number in characters before 百分点, % or 倍"
    HanMeasure "a number in characters before a unit of measure"
    HanMoney "a number in characters before a unit of money"
    HanDuration "a number in characters before a unit of time"
    HanSpan "a word of duration before a number in characters: a length of time, no date"
    HanOpen "十几, 几十 or the like before a classifier: counted, no set phrase"
    HanTwenty "twenty or more in characters before a classifier: counted, no set phrase"
    HanPeople "a number in characters before a noun of people"
    HanClassifier "a number in characters before a classifier that only counts"
    HanDeed "a verb of deed before a number in characters: counted, no set phrase"
    HanSum "a number in characters that sums up the list before it"
    Tenths "tenths: 成 after a number"
    Discount "tenths of a price: 折 after a number"
    Parts "parts of a hundred or a thousand: 百分之, 千分之"
    Thousands "thousands before a sign of percent"
    Doubling "翻番, 翻倍: so many times as much"
    Colons "numbers with colons between them, and decimals or a word of ratio beside them: a ratio, no time of day"
    Fraction "a fraction in characters: 分之, 一半"
    Slash "a smaller number over a greater one: a fraction, no date"
    Ratio "a decimal without a unit after a noun of ratio"
    Index "a number without a unit after a noun of index"
    Range "two numbers with a dash, 至 or 到 between them and one unit: a range"
    Bounds "以上 after the one number and 以下 after the other: a range"
    Coins "several units of money in a row: one amount"
    HalfUnit "half of a unit of time with a bound or a word of duration beside it"
    AndAHalf "个半 before a unit of time"
    Streak "连续 before an ordinal of years or months: a length of time, no rank"
    First "首 before a classifier: the first of its kind"
    FirstPlace "首位 after a place or a verb of rank"
    Ordinal "第 before a number, and 名, 位, a place or a verb of rank beside it: a rank, no name"
    Top "前 before a number, and 名, 位, a place or a verb of rank beside it: a rank, no time"
    Superlative "a superlative straight after what it is among"
    Only "唯一: the only one"
    TopOfList "榜首: the first of a list"
    Strong "强 after a number, and no word like 强化: so many at the top"
    Currency "the name or sign of a currency before a number"
    BareCount "万 or 亿 in a number without a classifier: what is counted stands beside it"
    BareMoney "亿 in a number without a unit after a noun or a bound of money"
    Enumerated "the unit that stands at the end of the enumeration"
    EnumeratedPoints "百分点 that stands at the end of the enumeration"
    CellColumn "a cell of a table: its unit stands in the column's header"
    CellRow "a cell of a table: its unit stands in the row"
    CellTable "a cell of a table: its unit stands above the table"
    Cell "a cell of a table: nothing states a unit"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_rules_have_the_same_words() {
        let mut words: Vec<&str> = Rule::ALL.iter().map(|rule| rule.words()).collect();
        words.sort_unstable();
        assert!(words.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(words.iter().all(|it| it.contains(' ')), "a rule is said in words");
    }
}
