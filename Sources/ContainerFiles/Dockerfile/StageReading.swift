/// Sorts a file's instructions into stages.
struct StageReading {
  private(set) var globalArguments: [Dockerfile.Instruction] = []
  private(set) var stages: [Dockerfile.Stage] = []

  mutating func add(_ line: InstructionLine) throws(DockerfileError) {
    do throws(Refusal) {
      guard let keyword = line.keyword else { throw Refusal("unknown instruction: \(Refusal.quote(line.name))") }
      guard keyword != .from else {
        stages.append(try Self.stage(line, index: stages.count))
        return
      }
      let instruction = try Self.instruction(line, keyword: keyword)
      if let last = stages.indices.last {
        stages[last].instructions.append(instruction)
      } else if keyword == .arg {
        globalArguments.append(instruction)
      } else {
        throw Refusal("\(keyword.rawValue.uppercased()) before the first FROM: only ARG may stand there")
      }
    } catch {
      throw DockerfileError(error, in: line.places)
    }
  }

  static func instruction(
    _ line: InstructionLine, keyword: Dockerfile.Keyword
  ) throws(Refusal) -> Dockerfile.Instruction {
    Dockerfile.Instruction(
      keyword: keyword, line: line.line, endLine: line.endLine,
      text: Dockerfile.Word(Array(RuneText.trimmingSpace(line.text[...]))),
      detail: try InstructionReading.detail(line, keyword: keyword), places: line.places)
  }

  private static func stage(_ line: InstructionLine, index: Int) throws(Refusal) -> Dockerfile.Stage {
    let arguments = line.arguments.map(\.bytes)
    var name: String?
    if arguments.count == 3, RuneText.lowercased(arguments[1]) == Array("as".utf8) {
      let lowercased = RuneText.lowercased(arguments[2])
      guard isStageName(lowercased) else {
        throw Refusal(
          "invalid name for build stage: \(Refusal.quote(arguments[2])): it starts with a letter and has letters, "
            + "digits, '-', '_' and '.' only",
          in: .argument(2))
      }
      name = String(decoding: lowercased, as: UTF8.self)
    } else if arguments.count != 1 {
      // Of three words the second one must be AS; else it cannot be said which one is too many.
      let message = "FROM requires either one or three arguments"
      throw arguments.count == 3 ? Refusal(message, in: .argument(1)) : Refusal(message)
    }
    let flags = try FlagValues(line.flags, known: ["platform": .text])
    return Dockerfile.Stage(
      index: index, name: name, base: Dockerfile.Word(arguments[0]), platform: flags.word("platform"),
      line: line.line, endLine: line.endLine, places: line.places, instructions: [])
  }

  private static func isStageName(_ name: [UInt8]) -> Bool {
    let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte) }
    guard let first = name.first, isLetter(first) else { return false }
    return name.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "-_.".utf8.contains($0) }
  }
}
