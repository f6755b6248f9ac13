// Times the ignore matcher. Usage: ignore-bench [--rounds N] | --print KIND PATTERNS PATHS
internal import Dockerignore
internal import Glob

func pad(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.utf8.count)) + text
}

func rounded(_ value: Double) -> String {
  let tenths = Int(value * 10 + 0.5)
  return value < 10 ? "\(tenths / 10).\(tenths % 10)" : "\(Int(value + 0.5))"
}

func printWorkload(_ kind: Workload.Kind, _ patterns: Int, _ paths: Int) {
  let workload = Workload(kind, patterns: patterns, paths: paths)
  for pattern in workload.patterns { print("pattern " + String(decoding: pattern, as: UTF8.self)) }
  for entry in workload.entries {
    print((entry.isFile ? "file " : "directory ") + String(decoding: entry.path, as: UTF8.self))
  }
}

func compare(rounds: Int) throws {
  print("nanoseconds, minimum of \(rounds) rounds; 100,000 files two to six levels deep, nothing matches")
  print("kind   patterns  walk/entry  alone/path  rule by rule/entry  ratio")
  for kind in Workload.Kind.allCases {
    for count in [10, 100, 1000] {
      let workload = Workload(kind, patterns: count, paths: 100_000)
      let file = try IgnoreFile(patterns: workload.patterns)
      let files = workload.entries.filter(\.isFile).map(\.path)
      // Few enough for the rival to end.
      let few = Array(workload.entries.prefix(max(40, 200_000 / count / (kind == .regex || kind == .mixed ? 20 : 1))))
      var best = (walk: Double.infinity, alone: Double.infinity, rival: Double.infinity)
      for _ in 0..<rounds {
        let walk = try Measurements.walk(file, workload.entries)
        let rival = Measurements.ruleByRule(file, few)
        precondition(walk.ignored == 0 && rival.ignored == 0, "the workload is meant to match nothing")
        best.walk = min(best.walk, walk.perEntry)
        best.alone = min(best.alone, try Measurements.alone(file, files))
        best.rival = min(best.rival, rival.perEntry)
      }
      print(
        kind.rawValue + pad(String(count), 15 - kind.rawValue.utf8.count) + pad(rounded(best.walk), 12)
          + pad(rounded(best.alone), 12) + pad(rounded(best.rival), 20) + pad(rounded(best.rival / best.walk), 7))
    }
  }
}

/// What makes other matchers slow: how long it takes to compile the rules and to decide on the path once.
func pathological() throws {
  func line(_ count: Int, _ piece: String) -> String { String(repeating: piece, count: count) }
  let deep = Array(line(499, "d/").utf8) + Array("f".utf8)
  let letters = Array(line(4000, "a").utf8)
  let cases: [(String, [String], [UInt8])] = [
    ("**/ ×12 + x, path 500 deep", [line(12, "**/") + "x"], deep),
    ("12 × **/a/, path 500 deep", [line(12, "**/a/")], deep),
    ("*a ×30, 4,000 letters", [line(30, "*a") + "b"], letters),
    ("(a|…) leaks: a{1,1000}*b, 4,000 letters", ["a{1,1000}*b"], letters),
    ("one line of 64 KiB, ? and *", [line(32_766, "?*")], letters),
    ("one line of 64 KiB, literal", [line(65_533, "a")], letters),
    ("100,000 exact rules", (0..<100_000).map { "some/dir\($0 % 997)/file\($0)" }, deep),
    ("100,000 rules **/name", (0..<100_000).map { "**/name\($0)" }, deep),
    ("100,000 rules **/*.ext", (0..<100_000).map { "**/*.ext\($0)" }, deep),
  ]
  print("\npathological cases, milliseconds            compile  first path  second path")
  for (name, rules, path) in cases {
    let clock = ContinuousClock()
    var file = IgnoreFile.empty
    let compile = try clock.measure { file = try IgnoreFile(Array(rules.joined(separator: "\n").utf8)) }
    var matcher = IgnoreMatcher(.empty)
    let build = clock.measure { matcher = IgnoreMatcher(file) }
    let first = try clock.measure { _ = try matcher.decide(path) }
    let second = try clock.measure { _ = try matcher.decide(path) }
    func milliseconds(_ duration: Duration) -> String {
      let (seconds, attoseconds) = duration.components
      return rounded(Double(seconds) * 1e3 + Double(attoseconds) / 1e15)
    }
    let title = name + String(repeating: " ", count: max(0, 42 - name.count))
    print(title + pad(milliseconds(compile + build), 9) + pad(milliseconds(first), 12) + pad(milliseconds(second), 13))
  }
}

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.count == 4, arguments[0] == "--print", let kind = Workload.Kind(rawValue: arguments[1]),
  let patterns = Int(arguments[2]), let paths = Int(arguments[3])
{
  printWorkload(kind, patterns, paths)
} else {
  let rounds = arguments.count == 2 && arguments[0] == "--rounds" ? Int(arguments[1]) ?? 3 : 3
  try compare(rounds: max(1, rounds))
  try pathological()
}
