import DataFrames

/// Eight people who were asked whether they would buy a house, with what they did not answer left out.
///
/// The table is small enough to see why each value is missing: no one of gender A gave an age, and the two who did not
/// give their income are both buyers.
///
/// Source: Designing Machine Learning Systems, ch. 5, table 5-2.
public enum HouseBuyingSurvey {
  /// The table as a file: what is missing is blank, and incomes have a comma after the thousands, in quotes.
  public static let csv = """
    id,age,gender,income,marital,children,job,buy
    1,,A,"150,000",,1,Engineer,No
    2,27,B,"50,000",,,Teacher,No
    3,,A,"100,000",Married,2,,Yes
    4,40,B,,,2,Engineer,Yes
    5,35,B,,Single,0,Doctor,Yes
    6,,A,"50,000",,0,Teacher,No
    7,33,B,"60,000",Single,,Teacher,No
    8,20,B,"10,000",,,Student,No

    """

  /// The table as it is meant: numbers as whole numbers, `buy` as true or false, nulls where nothing was said.
  ///
  /// Columns: `id`, `age` in years, `gender`, `income` in dollars a year, `marital`, `children`, `job`, `buy`.
  public static let frame = observedFrame([
    Column("id", 1...8),
    Column("age", [nil, 27, nil, 40, 35, nil, 33, 20]),
    Column("gender", ["A", "B", "A", "B", "B", "A", "B", "B"]),
    Column("income", [150_000, 50_000, 100_000, nil, nil, 50_000, 60_000, 10_000]),
    Column("marital", [nil, nil, "Married", nil, "Single", nil, "Single", nil]),
    Column("children", [1, nil, 2, 2, 0, 0, nil, nil]),
    Column("job", ["Engineer", "Teacher", nil, "Engineer", "Doctor", "Teacher", "Teacher", "Student"]),
    Column("buy", [false, false, true, true, true, false, false, false]),
  ])
}
