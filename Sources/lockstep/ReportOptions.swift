internal import ArgumentParser
internal import Files
internal import Fingerprints
internal import Glibc
internal import HTMLReports
internal import Model
internal import Reports

/// Which reports are written, and where; several at once.
struct ReportOptions: ParsableArguments {
  @Flag(help: "Print the report as JSON on standard output.")
  var json = false

  @Option(help: "Write a JUnit XML report to FILE.", completion: .file())
  var junit: String?

  @Option(help: "Write one JSON object a scenario, a line each, to FILE.", completion: .file())
  var jsonl: String?

  @Option(help: "Write SARIF 2.1.0 to FILE.", completion: .file())
  var sarif: String?

  @Option(help: "Write a page of Markdown to FILE.", completion: .file())
  var markdown: String?

  @Option(help: "Write one self-contained page of HTML to FILE.", completion: .file())
  var html: String?

  @Option(help: "Write the Test Anything Protocol to FILE.", completion: .file())
  var tap: String?

  @Option(help: "Write GitLab's code quality report to FILE.", completion: .file())
  var codeQuality: String?

  @Option(
    help: "Write the verdict, counts and the first causes as one line, for a chat, to FILE; - for standard output.",
    completion: .file())
  var summary: String?

  @Flag(help: "Put times into the reports, which differ from run to run then.")
  var timing = false

  @Flag(help: "Put this machine's name and facts into the report, for merge --assert-equal.")
  var machine = false

  private var files: [(option: String, path: String?)] {
    [
      ("junit", junit), ("jsonl", jsonl), ("sarif", sarif), ("markdown", markdown), ("html", html),
      ("tap", tap), ("code-quality", codeQuality), ("summary", summary == "-" ? nil : summary),
    ]
  }

  func validate() throws {
    for (option, path) in files where path == "" || path == "-" {
      throw ValidationError("--\(option) needs the name of a file")
    }
    if summary == "-", json { throw ValidationError("--json and --summary - exclude each other") }
    let named = files.compactMap(\.path)
    if Set(named).count < named.count { throw ValidationError("two reports cannot go to one file") }
  }

  /// Looks whether the reports can be written, before a long run.
  ///
  /// - Throws: ``Breakdown`` of the environment for the first that cannot.
  func requireWritable() throws(Breakdown) {
    for path in [junit, jsonl, sarif, markdown, html, tap, codeQuality, summary] {
      if let path, path != "-" { try ReportFile.requireWritable(path) }
    }
  }

  /// Writes all that were asked for, and gives the first failure: the others are written all the same.
  ///
  /// - Parameter trend: what earlier runs came to, for the page.
  func write(_ report: ReportDocument, trend: ReportTrend? = nil) throws -> Breakdown? {
    var failure: Breakdown?
    func put(_ path: String?, _ text: () throws -> String) throws {
      guard let path else { return }
      let text = try text()
      do throws(Breakdown) { try ReportFile.write(text, to: path) } catch { failure = failure ?? error }
    }
    try put(junit) { JUnitReport.text(report) }
    try put(jsonl) { try JSONReport.lines(report) }
    try put(sarif) { try SARIFReport.text(report) }
    try put(markdown) { MarkdownReport.text(report) }
    try put(html) { try HTMLReport.text(report, trend: trend) }
    try put(tap) { TAPReport.text(report) }
    try put(codeQuality) { try CodeQualityReport.text(report) }
    if summary != "-" { try put(summary) { SummaryLine.text(report) } }
    writeForGitHub(report)
    return failure
  }

  /// Prints the line that `--summary -` asks for, the last one on standard output.
  func printSummary(_ report: ReportDocument) throws(Console.WriteFailure) {
    if summary == "-" { try Console.write(SummaryLine.text(report)) }
  }

  /// Where GitHub Actions runs this: annotations, and the page of the job. That this may fail changes no verdict.
  private func writeForGitHub(_ report: ReportDocument) {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    guard variable("GITHUB_ACTIONS") == "true" else { return }
    Console.command(AnnotationText.lines(report))
    guard let path = variable("GITHUB_STEP_SUMMARY"), !path.isEmpty else { return }
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard file >= 0 else { return Console.talk("lockstep: cannot write the job's summary") }
    defer { close(file) }
    var info = stat()
    // Other steps may have written to it: the limit is on the whole.
    let room = fstat(file, &info) == 0 ? MarkdownReport.largest - Int(info.st_size) : 0
    guard room > 4096 else { return Console.talk("lockstep: the job's summary is full") }
    _ = FileWriting.writeAll(Array(MarkdownReport.text(report, limit: room).utf8), to: file)
  }
}
