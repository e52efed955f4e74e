import Testing

@Suite("Cells have the library")
struct LibraryCellTests {
  @Test("a cell reads, groups and joins frames without importing anything, and shows them as tables")
  func frames() throws {
    let result = try Program.run(
      ["repl"],
      input: """
        let sales = try DataFrame(Column("shop", ["a", "b", "a"]), Column("amount", [1.0, 2.0, 4.0]))

        let shops = try DataFrame(csv: "shop,city\\na,Oslo\\nb,Bergen\\n")

        try sales.group(by: "shop").aggregate(.sum("amount")).join(shops, on: "shop").sorted(by: .descending("shop"))

        try sales["amuont"]
        """)
    #expect(
      result.output == """
        shop  amount_sum  city
        ────────────────────────
        b              2  Bergen
        a              5  Oslo
        (2 rows × 3 columns)
        cell 4, line 1: uncaught error: no column "amuont"; did you mean "amount"? columns: shop, amount

        """)
    #expect(result.status == 1)
  }

  @Test("a cell writes and reads compressed files")
  func compressed() throws {
    let folder = Program.Folder()
    let result = try Program.run(
      ["repl"],
      input: """
        let frame = try DataFrame(Column("n", Array(0..<5000)))

        try frame.writeCSV("\(folder.path)/n.csv.gz")

        try DataFrame.readCSV("\(folder.path)/n.csv.gz") == frame
        """)
    #expect(result.output == "true  : Bool\n")
  }

  @Test("a matrix shows as a table with its shape, cut to the width")
  func matrices() throws {
    let result = try Program.run(
      ["repl"],
      input: "let m = Matrix(rowCount: 200, columnCount: 90) { i, j in Double(i + j) / 4 }\n\nm\n\ntry m.solve([1, 2])")
    let lines = result.output.split(separator: "\n")
    #expect(lines.first == "200 × 90 matrix of Double")
    #expect(lines.count >= 22 && lines.prefix(22).allSatisfy { $0.count <= 80 })
    #expect(lines.contains { $0.contains("⋮") } && lines[1].hasSuffix("89"))
    #expect(result.output.contains("200 × 90") && result.status == 1)
  }

  @Test("an entry that is not there is named, in the library's optimized code, too")
  func missingEntry() throws {
    let result = try Program.run(["repl"], input: "let m = Matrix(rowCount: 2, columnCount: 3)\n\nm[5, 5]")
    #expect(result.output.contains("there is no entry [5, 5] in a 2 × 3 matrix"), "\(result.output)")
  }

  @Test("a cell loads a table, fits to its columns by name, and judges on folds")
  func learning() throws {
    let result = try Program.run(
      ["repl"],
      input: """
        let iris = try Iris.load().frame

        let model = try SoftmaxRegression(l2: 0.1).fit(iris, label: "species")

        try model.predict(iris.head(2)).array(of: String.self)

        try crossValidate(GaussianNaiveBayes(), iris, label: "species", scores: [.accuracy])["accuracy"].mean > 0.9

        try KMeans(clusters: 3, seed: 1).fit(iris, features: ["petal_length", "petal_width"])

        try PrincipalComponents(components: 2).fit(iris, features: ["petal_length", "wdith"])
        """)
    #expect(result.output.contains(#"["setosa", "setosa"]"#), "\(result.output)")
    #expect(result.output.contains("true  : Bool"), "\(result.output)")
    #expect(result.output.contains("petal_length") && result.output.contains("cluster 2"), "\(result.output)")
    #expect(result.output.contains("no column \"wdith\""), "\(result.output)")
    #expect(result.status == 1)
  }
}
