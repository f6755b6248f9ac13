internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep selftest`: whether the digest schemes notice what they should.
struct SelfTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "selftest",
    abstract:
      "Changes a tree in one place after the other and checks that every digest notices, or is documented not to.",
    discussion: """
      The tree is made of up to \(SelfTest.entryLimit) entries of DIR, read into memory, or a small one that is built in; \
      nothing is written. Then digests that other tools printed are computed anew. Exit 1 when a digest is not as \
      documented; docs/digests.md has the table.
      """)

  @Argument(help: "Take the tree from this directory.", completion: .directory)
  var directory: String?

  @Option(help: "At how many places each kind of change is tried, from 1 to 1000.")
  var samples = 20

  @Option(help: "Chooses the entries and the places.")
  var seed: UInt64 = 1

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if !(1...1000).contains(samples) { throw ValidationError("--samples must be from 1 to 1000") }
  }

  func run() throws {
    let report = try SelfTest.run(directory: directory, samples: samples, seed: seed)
    if json {
      try Console.write(try JSONText.encode(Document(asDocumented: report.isAsDocumented, seed: seed, report: report)))
    } else {
      for line in Self.table(report) { try Console.print(line) }
      for line in Self.problems(report) { Console.talk(line) }
      let held = report.answers.count(where: \.holds)
      Console.talk("\(report.entries) entries changed; \(held) of \(report.answers.count) known digests hold")
    }
    throw ExitWith(report.isAsDocumented ? .asExpected : .difference)
  }

  /// A line for each kind of change, a column for each scheme.
  private static func table(_ report: SelfTestReport) -> [String] {
    var schemes: [String] = []
    var mutations: [String] = []
    for cell in report.cells {
      if schemes.last != cell.scheme { schemes.append(cell.scheme) }
      if !mutations.contains(cell.mutation) { mutations.append(cell.mutation) }
    }
    let rows =
      [["change"] + schemes]
      + mutations.map { mutation in
        [mutation]
          + schemes.map { scheme in
            let cell = report.cells.first { $0.scheme == scheme && $0.mutation == mutation }
            guard let cell, cell.tried > 0 else { return "-" }
            return cell.asDocumented ? cell.documented : "WRONG"
          }
      }
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let padded = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
      return String(padded.reversed().drop { $0 == " " }.reversed())
    }
  }

  private static func problems(_ report: SelfTestReport) -> [String] {
    report.withoutDigest.map { "\($0) cannot represent this tree and was not tried" }
      + report.cells.filter { !$0.asDocumented }.map { cell in
        let places = cell.wrong.map { PathText.visible($0) }.joined(separator: ", ")
        return "\(cell.scheme) is documented so that it \(cell.documented) a change of \(cell.mutation); it noticed "
          + "\(cell.noticed) of \(cell.tried): \(places)"
      }
      + report.answers.filter { !$0.holds }.map { answer in
        "\(answer.scheme) of the tree \"\(answer.tree)\" is \(answer.actual ?? "not there"), known is \(answer.expected)"
      }
  }

  private struct Document: Encodable {
    let schema = "lockstep-selftest/v1"
    let asDocumented: Bool
    let seed: UInt64
    let report: SelfTestReport
  }
}
