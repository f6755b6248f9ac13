/// A pattern in git's dialect, run as a nondeterministic automaton: time is text × pattern, whatever the pattern.
///
/// git's own `wildmatch` goes back and tries again; what it accepts is the same set of texts. A set of active
/// positions stands for all attempts at once: position *i* is active when what was read can be matched by the
/// elements before *i*, perhaps with a part of element *i* when that repeats.
struct WildPattern: Sendable {
  enum Element: Sendable {
    case byte(UInt8)
    /// `?`: one byte but `/`.
    case anyButSlash
    /// `[…]`: one byte of a set.
    case oneOf(ByteSet)
    /// `*`: any run without `/`.
    case star
    /// `**` that stands for whole names: any run.
    case anything
    /// `**/`: nothing, or any run that ends with `/`.
    case directories
  }

  private let elements: [Element]

  init(_ elements: [Element]) { self.elements = elements }

  /// For every name in `text`, whether the pattern matches all of the text up to the end of that name.
  ///
  /// One pass answers for a path and for all directories above it.
  func matchesByName(_ text: ArraySlice<UInt8>) -> [Bool] {
    var matches: [Bool] = []
    var active = Positions(elements)
    var next = active
    active.enter(0, elements)
    for byte in text {
      if byte == slash { matches.append(active.areAtEnd) }
      next.removeAll()
      if !active.areEmpty {
        for (index, element) in elements.enumerated() where active.contains(index) {
          next.advance(index, over: byte, element, elements)
        }
      }
      swap(&active, &next)
    }
    matches.append(active.areAtEnd)
    return matches
  }

  private struct Positions {
    private var active: [Bool]
    private(set) var areEmpty = true

    init(_ elements: [Element]) { active = [Bool](repeating: false, count: elements.count + 1) }

    var areAtEnd: Bool { active[active.count - 1] }

    func contains(_ index: Int) -> Bool { active[index] }

    mutating func removeAll() {
      guard !areEmpty else { return }
      for index in active.indices { active[index] = false }
      areEmpty = true
    }

    /// Activates the position and those reached from it without reading, which is what a run may skip.
    mutating func enter(_ first: Int, _ elements: [Element]) {
      areEmpty = false
      var index = first
      while !active[index] {
        active[index] = true
        guard index < elements.count else { return }
        switch elements[index] {
        case .star, .anything, .directories: index += 1
        case .byte, .anyButSlash, .oneOf: return
        }
      }
    }

    /// Activates what is reached from position `index` by reading `byte`.
    ///
    /// Called for rising positions, so that all entries of a position come before its stay.
    mutating func advance(_ index: Int, over byte: UInt8, _ element: Element, _ elements: [Element]) {
      switch element {
      case .byte(let wanted): if byte == wanted { enter(index + 1, elements) }
      case .anyButSlash: if byte != slash { enter(index + 1, elements) }
      case .oneOf(let set): if set.contains(byte) { enter(index + 1, elements) }
      case .star: if byte != slash { enter(index, elements) }
      case .anything: enter(index, elements)
      case .directories:
        if byte == slash { enter(index + 1, elements) }
        // Inside the run nothing may be skipped any more: what follows begins behind a slash.
        active[index] = true
        areEmpty = false
      }
    }
  }
}

private let slash = UInt8(ascii: "/")
