/// The first values of a list as descriptions show them, with an ellipsis where there are more.
package func firstValues(_ values: some Collection) -> String {
  let first = values.prefix(8).map { String(describing: $0) }
  return (values.count > first.count ? first + ["…"] : first).joined(separator: ", ")
}
