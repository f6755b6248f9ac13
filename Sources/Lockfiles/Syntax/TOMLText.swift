internal import Cparsers
internal import PlainYAML

/// TOML as plain values.
enum TOMLText {
  static func parse(_ text: String) throws(SyntaxFailure) -> DataValue {
    // The parser recurses, when it frees what it read, too.
    let result = onLargeStack { () -> Result<DataValue, SyntaxFailure> in
      do throws(SyntaxFailure) {
        var tape = try TextTape.of(text, language: "TOML") { lockstep_tape_toml($0, $1, TextTape.limits) }
        return .success(try tape.value())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
