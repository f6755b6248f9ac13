// Used where the toolchain has no libFuzzer: mutates pieces of the dialect by a printed seed until the time is up.
#if DRIVER
  @main
  enum Driver {
    static let pieces = [
      "*", "**", "**/", "?", "[a-c]", "[^b]", "[!a]", "[*]", "[", "]", "\\", "\\d", "\\Q", "\\E", "\\b", "\\pL", "|",
      "{2}", "{1,3}", "^", "$", ".", "..", "/", "!", "#", " ", "\n", "\r\n", "\u{FEFF}", "a", "b", "foo", ".go", "é",
      "\0",
    ].map { Array($0.utf8) }

    static func main() {
      let seconds = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 600
      let seed = CommandLine.arguments.dropFirst(2).first.flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64.max)
      print("seed \(seed)")
      var state = seed | 1
      func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
      }
      let clock = ContinuousClock()
      let end = clock.now + .seconds(seconds)
      var count = 0
      while clock.now < end {
        var input: [UInt8] = []
        for _ in 0..<(4 + below(40)) { input += below(20) == 0 ? [UInt8(below(256))] : pieces[below(pieces.count)] }
        check(input)
        count += 1
      }
      print("\(count) inputs, nothing found")
    }
  }
#endif
