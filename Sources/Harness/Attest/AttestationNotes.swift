internal import Fingerprints
internal import Git
internal import Glibc
public import Model

/// Attestations as git notes on a tag's object, so that they travel with the repository.
public struct AttestationNotes: Sendable {
  public static let ref = "refs/notes/lockstep"
  private static let timeLimit = 60

  private let gitDirectory: String

  /// - Throws: ``Breakdown`` when there is no repository around `path`, or no git.
  public init(repository path: String) throws(Breakdown) {
    guard GitCheckout.isInstalled else {
      throw Breakdown(.environment, "keep attestations in notes: git is not installed", remedy: "apt-get install git")
    }
    do throws(GitFailure) {
      gitDirectory = try RepositoryLayout.find(around: path).gitDirectory
    } catch {
      throw Breakdown(error)
    }
  }

  /// Makes `file` the note of `tag`, in the place of one that is there.
  ///
  /// - Parameter time: seconds since 1970, of the commit that holds the note.
  public func write(_ file: [UInt8], on tag: ReleaseTag, time: Int64) async throws(Breakdown) {
    let result = try await git(["notes", "--ref", Self.ref, "add", "-f", "-F", "-", tag.notedObject], file, time: time)
    guard result.exitCode == 0 else {
      throw Breakdown(.environment, "write the note on \(PathText.visible(tag.ref)): git: \(result.lastLine)")
    }
  }

  /// The note of `tag`.
  ///
  /// - Throws: ``Breakdown`` of the repository when there is none.
  public func read(on tag: ReleaseTag) async throws(Breakdown) -> [UInt8] {
    let result = try await git(["notes", "--ref", Self.ref, "show", tag.notedObject], [], time: 0)
    guard result.exitCode == 0, result.output.dropped == 0 else {
      throw Breakdown(
        .repository, "read the note on \(PathText.visible(tag.ref)): git: \(result.lastLine)",
        remedy: "fetch the notes: git fetch origin \(Self.ref):\(Self.ref)")
    }
    return result.output.bytes
  }

  /// Git with nothing of the user's configuration; of the repository's own, no hooks and no monitor.
  private func git(_ arguments: [String], _ input: [UInt8], time: Int64) async throws(Breakdown)
    -> BoundedCommand.Result
  {
    let file = try MemoryFile.holding(input)
    defer { close(file) }
    let date = "\(time) +0000"
    let environment = [
      ("GIT_AUTHOR_DATE", date), ("GIT_AUTHOR_EMAIL", "lockstep@localhost"), ("GIT_AUTHOR_NAME", "lockstep"),
      ("GIT_COMMITTER_DATE", date), ("GIT_COMMITTER_EMAIL", "lockstep@localhost"), ("GIT_COMMITTER_NAME", "lockstep"),
      ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_TERMINAL_PROMPT", "0"),
      ("HOME", "/nonexistent"), ("LC_ALL", "C"), ("PATH", "/usr/bin:/bin"),
    ]
    return try await BoundedCommand.run(
      GitCheckout.program,
      [
        "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "commit.gpgSign=false",
        "--git-dir=" + gitDirectory,
      ] + arguments,
      environment: environment.map { (name: $0.0, value: $0.1) }, input: file, seconds: Self.timeLimit,
      hasTerminal: false, lateRemedy: "find out what git waits for")
  }
}
