/// A number of things as descriptions say it: `1 row`, `2 rows`.
package func counted(_ count: Int, _ thing: String) -> String { count == 1 ? "1 \(thing)" : "\(count) \(thing)s" }
