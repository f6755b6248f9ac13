/// A mistake found by code that does not know the line; whoever does makes a ``DockerfileError`` of it.
struct Refusal: Error {
  /// A part of an instruction.
  enum Part: Hashable {
    /// The whole of it, continued lines joined.
    case text
    /// By number.
    case flag(Int)
    /// The first flag of this name, or a later one; counted from 0.
    case named(String, Int)
    /// By number.
    case argument(Int)
    /// A line of a heredoc's content, counted from 0; the heredoc by its number among those of the instruction.
    case document(Int, line: Int)
  }

  /// A place in a part.
  struct Place: Hashable {
    /// Nil while nothing larger is known than the word that is looked at.
    var part: Part?
    /// In bytes.
    var offset: Int
  }

  let message: String
  /// Nil when the whole instruction is to blame, or whatever word the code that is told knows to be looked at.
  private(set) var place: Place?

  init(_ message: String) { self.message = message }

  /// - Parameter offset: where in the word that is looked at the mistake is, in bytes.
  init(_ message: String, at offset: Int) {
    self.message = message
    place = Place(part: nil, offset: offset)
  }

  init(_ message: String, in part: Part, at offset: Int = 0) {
    self.message = message
    place = Place(part: part, offset: offset)
  }

  /// The same mistake, of a word that begins at `offset` of a larger one, or of `part`; whatever part is known stays.
  func placed(in part: Part? = nil, at offset: Int = 0) -> Refusal {
    if place?.part != nil { return self }
    var refusal = self
    refusal.place = Place(part: part, offset: (place?.offset ?? 0) + offset)
    return refusal
  }

  /// Runs `body`, whose mistakes are of `part`, or of a word that begins at `offset` of a larger one.
  static func placing<Result>(
    in part: Part? = nil, at offset: Int = 0, _ body: () throws(Refusal) -> Result
  ) throws(Refusal) -> Result {
    do throws(Refusal) {
      return try body()
    } catch {
      throw error.placed(in: part, at: offset)
    }
  }

  /// Input as messages quote it: long input cut, so that one line stays one line.
  static func quote(_ bytes: [UInt8]) -> String {
    let limit = 100
    guard bytes.count > limit else { return "\"\(String(decoding: bytes, as: UTF8.self))\"" }
    return "\"\(String(decoding: bytes.prefix(limit), as: UTF8.self))…\""
  }
}
