internal import ArgumentParser
internal import Files
internal import Fingerprints
internal import Glibc
internal import Manual
internal import Model

/// `lockstep manual`: the manual pages, made of what `--help` and `help TOPIC` are made of.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Writes the manual pages: one a command in DIR/man1, one a topic in DIR/man7.",
    discussion: """
      DIR is one where man looks, such as ~/.local/share/man or /usr/local/share/man. Pages that are there are replaced. \
      They have no date, so that they are the same wherever they are made; with SOURCE_DATE_EPOCH set they have that one.
      """)

  @Argument(help: "The directory; made where it is not there.", completion: .directory)
  var directory: String

  func run() throws {
    let pages = ManualPage.all(of: try CommandDescription(describedBy: Lockstep._dumpHelp()), date: try Self.date())
    for page in pages {
      let folder = directory + "/man" + String(page.file.suffix(1))
      for made in [directory, folder] where mkdir(made, 0o755) != 0 && errno != EEXIST {
        throw Breakdown(
          .environment, "make the directory \(PathText.visible(made)): \(String(cString: strerror(errno)))",
          remedy: "name a directory that may be made and written to")
      }
      if let code = WholeFile.replaceOrWrite(folder + "/" + page.file, with: Array(page.text.utf8)) {
        throw Breakdown(
          .environment, "write \(PathText.visible(folder))/\(page.file): \(String(cString: strerror(code)))",
          remedy: "name a directory that may be written to")
      }
    }
    try Console.print("\(pages.count) pages in \(PathText.visible(directory))")
  }

  /// The day that SOURCE_DATE_EPOCH says, in UTC; empty when it says none.
  private static func date() throws(Breakdown) -> String {
    guard let value = getenv("SOURCE_DATE_EPOCH").map({ String(cString: $0) }), !value.isEmpty else { return "" }
    guard var seconds = time_t(value), (0...253_402_300_799).contains(seconds) else {
      throw Breakdown(
        .usage, "SOURCE_DATE_EPOCH is \(PathText.visible(value))", remedy: "set it to seconds since 1970, or unset it")
    }
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func padded(_ number: Int32, _ digits: Int) -> String {
      String(repeating: "0", count: max(0, digits - String(number).count)) + String(number)
    }
    return "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
  }
}
