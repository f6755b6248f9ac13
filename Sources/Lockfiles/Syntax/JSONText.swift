internal import Cparsers

/// JSON as plain values.
enum JSONText {
  /// - Parameter relaxed: let comments and a comma behind the last item through.
  static func parse(_ text: String, relaxed: Bool = false) throws(SyntaxFailure) -> DataValue {
    var tape = try TextTape.of(text, language: "JSON") { lockstep_tape_json($0, $1, relaxed, TextTape.limits) }
    return try tape.value()
  }
}
