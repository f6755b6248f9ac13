/// Variable expansion, and removal of quotes and escapes, as the frontend's `shell` package does them.
///
/// It resembles a shell and is none: single quotes keep everything, double quotes keep all but variables, the escape
/// character escapes any character outside of quotes and `"`, `$` and itself inside double quotes.
struct ShellLexer {
  let escape: UInt32
  let variables: Variables
  /// Keeps quotes in the result.
  var keepsQuotes = false
  /// Keeps escape characters in the result.
  var keepsEscapes = false
  /// Takes quotes for ordinary characters.
  var ignoresQuotes = false
  /// Leaves variables that are not set as they are written.
  var keepsUnset = false
  var budget = ExpansionBudget()

  /// Text in the works, as runes.
  private(set) var runes: [UInt32] = []
  var position = 0
  private var depth = 0
  private var words = WordCollector()
  /// The names that the result depends on and that could not be resolved, in order, with repetitions.
  var unresolved: [Dockerfile.Word] = []

  /// How deep `${a:-${b:-…}}` may go. The reference has no limit; nobody writes this, and our stack is smaller.
  private static let deepest = 100

  init(escape: UInt8, variables: Variables) {
    self.escape = UInt32(escape)
    self.variables = variables
  }

  /// The word with its variables expanded and its quotes removed (`ProcessWord`).
  ///
  /// - Throws: for quotes and braces that do not end, for an invalid `${…}`, and for what `${name:?message}` demands.
  mutating func word(_ text: [UInt8]) throws(Refusal) -> Variables.Value {
    let result = try process(text)
    var seen: Set<Dockerfile.Word> = []
    return Variables.Value(text: result, unresolved: unresolved.filter { seen.insert($0).inserted })
  }

  /// The words that `text` becomes (`ProcessWords`): values split at spaces, quoted text does not.
  mutating func words(_ text: [UInt8]) throws(Refusal) -> [[UInt8]] {
    _ = try process(text)
    return words.finish()
  }

  private mutating func process(_ text: [UInt8]) throws(Refusal) -> [UInt8] {
    runes = RuneText.runes(text)
    // Go's scanner drops a byte order mark at the start of whatever it reads.
    position = runes.first == 0xFEFF ? 1 : 0
    (depth, words, unresolved) = (0, WordCollector(), [])
    do throws(Refusal) {
      return try self.text(until: nil, keepingEscapes: keepsEscapes)
    } catch {
      let message = "cannot expand \(Refusal.quote(text)): \(error.message)"
      throw Refusal(message, at: Self.offset(ofRune: error.place?.offset ?? 0, in: text))
    }
  }

  /// Where in `text` the rune of this number begins.
  private static func offset(ofRune number: Int, in text: [UInt8]) -> Int {
    var offset = 0
    for _ in 0..<number where offset < text.count { offset += RuneText.decode(text[...], at: offset).width }
    return offset
  }

  /// Runs `body`, whose mistakes are at the current position unless it knows better; places are counted in runes here.
  private mutating func placing(
    _ body: (inout ShellLexer) throws(Refusal) -> [UInt8]
  ) throws(Refusal) -> [UInt8] {
    let start = position
    do throws(Refusal) {
      return try body(&self)
    } catch {
      throw error.place == nil ? Refusal(error.message, at: start) : error
    }
  }

  var peek: UInt32? { position < runes.count ? runes[position] : nil }

  mutating func next() -> UInt32? {
    guard position < runes.count else { return nil }
    position += 1
    return runes[position - 1]
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek == character.value else { return false }
    position += 1
    return true
  }

  /// What is read up to `stop`, which is consumed, or up to the end.
  mutating func text(until stop: Unicode.Scalar?, keepingEscapes: Bool) throws(Refusal) -> [UInt8] {
    guard depth < Self.deepest else { throw Refusal("substitutions are nested too deeply") }
    depth += 1
    let outer = keepsEscapes
    keepsEscapes = keepingEscapes
    // One buffer serves all levels: what stands before a nested text in the same word is lost to `words`. This is
    // a mistake of the reference, kept because it decides which heredocs it sees.
    words.discard()
    let isOutermost = depth == 1
    defer {
      depth -= 1
      keepsEscapes = outer
    }
    var result: [UInt8] = []
    while let rune = peek {
      switch rune {
      case stop?.value:
        position += 1
        return result
      case 0x24:
        let value = try placing { lexer throws(Refusal) in try lexer.dollar() }
        result += value
        if isOutermost { words.addSplitting(value) }
      case 0x3C:
        let sign = possibleHeredoc()
        result += sign
        if isOutermost { words.add(sign) }
      case 0x27 where !ignoresQuotes, 0x22 where !ignoresQuotes:
        let quoted = try placing { lexer throws(Refusal) in
          try rune == 0x27 ? lexer.singleQuoted() : lexer.doubleQuoted()
        }
        result += quoted
        if isOutermost { words.add(quoted) }
      case escape:
        position += 1
        if keepsEscapes {
          RuneText.append(rune, to: &result)
          if isOutermost { words.add(rune) }
        }
        // At the end it escapes nothing and is dropped.
        guard let escaped = next() else { break }
        RuneText.append(escaped, to: &result)
        if isOutermost { words.add(escaped) }
      default:
        position += 1
        RuneText.append(rune, to: &result)
        if isOutermost { words.addSplitting(rune) }
      }
    }
    if let stop { throw Refusal("unexpected end while looking for the matching \(stop)") }
    return result
  }

  private mutating func singleQuoted() throws(Refusal) -> [UInt8] {
    position += 1
    var result: [UInt8] = keepsQuotes ? [0x27] : []
    while let rune = next() {
      if rune == 0x27 {
        if keepsQuotes { result.append(0x27) }
        return result
      }
      RuneText.append(rune, to: &result)
    }
    throw Refusal("unexpected end while looking for the matching single quote")
  }

  private mutating func doubleQuoted() throws(Refusal) -> [UInt8] {
    position += 1
    var result: [UInt8] = keepsQuotes ? [0x22] : []
    while let rune = peek {
      switch rune {
      case 0x22:
        position += 1
        if keepsQuotes { result.append(0x22) }
        return result
      case 0x24: result += try placing { lexer throws(Refusal) in try lexer.dollar() }
      case escape:
        position += 1
        if keepsEscapes { RuneText.append(rune, to: &result) }
        guard let following = peek else { continue }
        if following == 0x22 || following == 0x24 || following == escape {
          position += 1
          RuneText.append(following, to: &result)
        } else {
          RuneText.append(rune, to: &result)
        }
      default:
        position += 1
        RuneText.append(rune, to: &result)
      }
    }
    throw Refusal("unexpected end while looking for the matching double quote")
  }

  /// `<<` takes the blanks after it into its word, so that `<< EOF` is one.
  private mutating func possibleHeredoc() -> [UInt8] {
    position += 1
    guard skip("<") else { return [0x3C] }
    var sign: [UInt8] = [0x3C, 0x3C]
    while let rune = peek, rune == 0x20 || rune == 0x09 || rune == 0x0D {
      sign.append(UInt8(rune))
      position += 1
    }
    return sign
  }
}
