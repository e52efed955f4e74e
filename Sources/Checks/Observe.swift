internal import Foundation

/// Sends a named value out of the running cell, as data for a judge that runs elsewhere.
///
/// Numbers that are not finite are sent as the strings "inf", "-inf" and "nan". A value whose encoding throws is
/// not sent; the reason goes to standard error, and the judge finds the name missing.
public func observe(_ name: String, _ value: some Encodable) {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  do {
    let data = try encoder.encode(value)
    ObservationSink.send(name: name, json: String(decoding: data, as: UTF8.self))
  } catch {
    let reason = "observe(\"\(name)\", …): the value cannot be encoded: \(error)\n"
    FileHandle.standardError.write(Data(reason.utf8))
  }
}
