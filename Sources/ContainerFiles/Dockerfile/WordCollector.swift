/// Collects the words of a text while it is expanded.
struct WordCollector {
  private var finished: [[UInt8]] = []
  private var current: [UInt8] = []
  private var isInWord = false

  mutating func discard() { current.removeAll(keepingCapacity: true) }

  /// Adds what belongs to the word whatever it is.
  mutating func add(_ bytes: [UInt8]) {
    current += bytes
    isInWord = true
  }

  mutating func add(_ rune: UInt32) {
    RuneText.append(rune, to: &current)
    isInWord = true
  }

  /// Adds text in which spaces end words.
  mutating func addSplitting(_ rune: UInt32) {
    guard RuneText.isSpace(rune) else { return add(rune) }
    guard isInWord, !current.isEmpty else { return }
    finished.append(current)
    current.removeAll(keepingCapacity: true)
    isInWord = false
  }

  mutating func addSplitting(_ bytes: [UInt8]) {
    for rune in RuneText.runes(bytes) { addSplitting(rune) }
  }

  mutating func finish() -> [[UInt8]] {
    if !current.isEmpty { finished.append(current) }
    current = []
    return finished
  }
}
