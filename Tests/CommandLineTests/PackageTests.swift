import Foundation
import TestSupport
import Testing

/// The Debian package, but for the building: `Scripts/package --prove` is for that.
@Suite(
  "package",
  .enabled(
    if: ["dpkg-deb", "dpkg-shlibdeps"].allSatisfy { FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0) },
    "dpkg-dev is not installed"))
struct PackageTests {
  private static let pack = Workspace.project + "/Packaging/pack"
  private static let date = ["SOURCE_DATE_EPOCH": "1700000000"]

  @Test("has the same bytes whatever the umask, time zone, locale and directory, and in it what it should")
  func same() throws {
    let workspace = try Workspace()
    try workspace.write("program", "#!/bin/sh\n[ \"$1\" = --version ] && echo lockstep 1.2.3\n", mode: 0o700)
    try workspace.write("licenses/other", "Do as you please.\n", mode: 0o600)
    for (directory, umask, zone) in [("one", "022", "UTC"), ("two words", "077", "Asia/Tokyo")] {
      let made = try workspace.shell(
        "umask \(umask) && mkdir '\(directory)' && cp program '\(directory)/p' && cd '\(directory)' && "
          + "'\(Self.pack)' p dist --licenses ../licenses",
        environment: Self.date.merging(["TZ": zone, "LC_ALL": "C"]) { $1 })
      #expect(made.status == 0, "\(made.errors)")
    }
    let names = ["one", "two words"].map { "\($0)/dist/lockstep_1.2.3_" }
    let architecture = try workspace.run(["dpkg", "--print-architecture"]).output.trimmingCharacters(in: .newlines)
    let packages = names.map { workspace.work + "/" + $0 + architecture + ".deb" }
    let bytes = packages.map { FileManager.default.contents(atPath: $0) }
    #expect(bytes[0] != nil && bytes[0] == bytes[1])
    let listing = try workspace.run(["dpkg-deb", "-c", packages[0]], environment: ["TZ": "UTC"]).output
    let lines = listing.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    #expect(lines.count > 100)
    for line in lines {
      #expect(["-rw-r--r--", "-rwxr-xr-x", "drwxr-xr-x"].contains(line[0]), "\(line)")
      #expect(line[1] == "root/root" && line[3] == "2023-11-14" && line[4] == "22:13", "\(line)")
    }
    let paths = Set(lines.map { String($0[5]) })
    for path in [
      "./usr/bin/lockstep", "./usr/share/lockstep/Scenarios/virtualenv-ignored.lock",
      "./usr/share/lockstep/Scenarios/fixtures/virtualenv/report.py", "./usr/share/doc/lockstep/copyright",
      "./usr/share/doc/lockstep/examples/slurm/merge.sbatch",
    ] {
      #expect(paths.contains(path), "\(path)")
    }
    #expect(!paths.contains { $0.contains("/own-") })
    let copyright = try workspace.shell(
      "dpkg-deb --fsys-tarfile '\(packages[0])' | tar -xO ./usr/share/doc/lockstep/copyright")
    #expect(copyright.output.contains("Do as you please."))
  }

  @Test("what is no lockstep is not packed")
  func refused() throws {
    let workspace = try Workspace()
    for (text, message) in [("echo 1.2.3; echo more", "is no lockstep"), ("exit 3", "ended with 3")] {
      try workspace.write("program", "#!/bin/sh\n\(text)\n", mode: 0o755)
      let made = try workspace.run([Self.pack, "program", "dist"], environment: Self.date)
      #expect(made.status != 0 && made.errors.contains(message), "\(made.output)\(made.errors)")
      #expect(!workspace.exists("dist"))
    }
    #expect(try workspace.run([Self.pack, "program"]).status == 2)
  }

  @Test("the scenario of the packing passes")
  func scenario() throws {
    let workspace = try Workspace()
    let result = try workspace.lockstep(
      "run", Workspace.project + "/Packaging/Scenarios/packing.yml", "--check", "--runs", "2")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }
}
