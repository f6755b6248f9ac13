/// What a `mix.exs` asks for, as far as its function `deps` returns a plain list.
struct MixManifest {
  struct Dependency {
    let name: String
    /// Nil when none is given, or when it is computed.
    let requirement: String?
    let isComputed: Bool
    /// In the tree, so that nothing is locked.
    let path: String?
    let isInUmbrella: Bool
    let git: String?
    /// What is taken from the repository.
    let repositoryOptions: [String]
    let line: Int
  }

  private(set) var dependencies: [Dependency] = []
  /// Why not all dependencies are known; nil when they are.
  private(set) var doubt: String?

  init(_ bytes: [UInt8]) {
    let lines: [TextLine]
    do { lines = try TextLine.lines(of: bytes) } catch {
      doubt = error.reason(reading: "mix.exs")
      return
    }
    guard let start = lines.firstIndex(where: { Self.isHeading($0.bytes.trimmed.text) }) else {
      doubt = "mix.exs has no function deps"
      return
    }
    let body = lines[(start + 1)...].prefix { $0.bytes.trimmed.text != "end" }
    guard let open = body.first(where: { !$0.bytes.trimmed.isEmpty }), open.bytes.trimmed.text == "[",
      let close = body.last(where: { !$0.bytes.trimmed.isEmpty }), close.bytes.trimmed.text == "]"
    else {
      doubt = "the dependencies in mix.exs are computed"
      return
    }
    if lines.contains(where: { $0.text.holds("apps_path:") }) {
      doubt = "the applications of an umbrella ask for packages, too"
    }
    read(body.dropFirst().filter { $0.number > open.number && $0.number < close.number })
  }

  private static func isHeading(_ text: String) -> Bool {
    ["defp deps do", "def deps do", "defp deps() do", "def deps() do"].contains(text)
  }

  /// One tuple after the other, each from a line that begins with one to that in which its braces are closed.
  private mutating func read(_ lines: [TextLine]) {
    var tuple: [UInt8] = []
    var start = 0
    var openBraces = 0
    for line in lines {
      let text = line.bytes.trimmed
      if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
      if tuple.isEmpty { start = line.number }
      tuple += text + [0x0A]
      for byte in text where byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
        openBraces += byte == UInt8(ascii: "{") ? 1 : -1
      }
      guard openBraces == 0 else { continue }
      add(tuple, line: start)
      tuple = []
    }
    if !tuple.isEmpty { doubt = "the dependencies in mix.exs are computed from line \(start) on" }
  }

  private mutating func add(_ text: [UInt8], line: Int) {
    let bare = text.trimmed
    let tuple = bare.last == UInt8(ascii: ",") ? bare.dropLast() : bare
    if let term = try? ElixirReader.term(Array(tuple)), let items = term.tuple, let name = items.first?.atom {
      let requirement = items.count > 1 ? items[1].string : nil
      // Options may stand in brackets or not.
      let options: ElixirTerm =
        items.last.flatMap { $0.items.isEmpty ? nil : $0 } ?? .list(items.filter { $0.tuple != nil })
      dependencies.append(
        Dependency(
          name: name, requirement: requirement, isComputed: false, path: options[option: "path"]?.string,
          isInUmbrella: options[option: "in_umbrella"]?.atom == "true",
          git: options[option: "git"]?.string
            ?? options[option: "github"]?.string.map { "https://github.com/\($0).git" },
          repositoryOptions: options.repositoryOptions, line: line))
    } else if let rest = tuple.text.dropping(prefix: "{:"), let (name, _) = rest.split(atFirst: ","),
      name.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") })
    {
      dependencies.append(
        Dependency(
          name: name, requirement: nil, isComputed: true, path: nil, isInUmbrella: false, git: nil,
          repositoryOptions: [], line: line))
    } else {
      doubt = "line \(line) of mix.exs is more than a dependency"
    }
  }
}
