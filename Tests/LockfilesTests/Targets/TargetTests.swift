import Testing

@testable import Lockfiles

@Suite("targets")
struct TargetTests {
  @Test(
    "a target is read and printed in its shortest spelling",
    arguments: [
      ("py3.11-linux-aarch64", "py3.11-linux-aarch64"), ("linux-x86_64", "linux-x86_64"),
      ("PY3.11-Linux-ARM64", "py3.11-linux-aarch64"), ("linux-amd64", "linux-x86_64"), ("linux-x64", "linux-x86_64"),
      ("linux-armhf", "linux-armv7l"), ("linux-armv7", "linux-armv7l"), ("linux-armv7l-musl", "linux-armv7l-musl"),
      ("linux-armv6", "linux-armv6l"), ("linux-i386", "linux-i686"), ("linux-x86", "linux-i686"),
      ("linux-ppc64le", "linux-ppc64le"), ("linux-s390x", "linux-s390x"), ("linux-riscv64", "linux-riscv64"),
      ("py3.8.10-linux-x86_64-glibc2.31", "py3.8.10-linux-x86_64-glibc2.31"),
      ("linux-x86_64-glibc2.28", "linux-x86_64"), ("linux-x86_64-musl1.2", "linux-x86_64-musl"),
      ("linux-x86_64-musl1.1", "linux-x86_64-musl1.1"), ("macos-arm64", "macos-aarch64"),
      ("darwin-x64", "macos-x86_64"),
      ("osx-arm64", "macos-aarch64"), ("macos13-arm64", "macos-aarch64"), ("macos14-arm64", "macos14-aarch64"),
      ("macos10.15-x86_64", "macos10.15-x86_64"), ("py3.14-win-arm64", "py3.14-windows-aarch64"),
      ("windows-x86", "windows-i686"), ("py3.3-linux-x86_64", "py3.3-linux-x86_64"),
    ])
  func spelling(_ text: String, _ shortest: String) throws {
    let target = try Target(text)
    #expect(target.description == shortest)
    #expect(try Target(shortest) == target)
  }

  @Test(
    "what is no target is refused with what is wrong",
    arguments: [
      ("", "it names no system"), ("linux", "it names no processor"), ("py3.11", "it names no system"),
      ("py3.11-linux", "it names no processor"), ("linux-", "it names no processor"), ("-", "it names no system"),
      ("freebsd-x86_64", "freebsd is no system"), ("linux-sparc", "sparc is no processor"),
      ("x86_64-linux", "x86_64 is no system"), ("linux-x86-64", "64 is no C library"),
      ("py2.7-linux-x86_64", "py2.7 is no version of Python from 3.3 on, such as py3.11"),
      ("py3-linux-x86_64", "py3 is no version of Python from 3.3 on, such as py3.11"),
      ("py3.2-linux-x86_64", "py3.2 is no version of Python from 3.3 on, such as py3.11"),
      ("py3.011-linux-x86_64", "py3.011 is no version of Python from 3.3 on, such as py3.11"),
      (
        "py3.99999999999999999999-linux-x86_64",
        "py3.99999999999999999999 is no version of Python from 3.3 on, such as py3.11"
      ),
      ("py3.11.1.2-linux-x86_64", "py3.11.1.2 is no version of Python from 3.3 on, such as py3.11"),
      ("pypy3.10-linux-x86_64", "pypy3.10 is no version of Python from 3.3 on, such as py3.11"),
      ("linux-x86_64-glibc", "glibc is no C library"), ("linux-x86_64-glibc3.1", "glibc3.1 is no C library"),
      ("linux-x86_64-uclibc", "uclibc is no C library"), ("linux-x86_64-musl2.0", "musl2.0 is no C library"),
      ("linux-x86_64-musl-musl", "musl is one part too many"),
      ("macos-x86_64-musl", "only Linux has a choice of C libraries"),
      ("windows-x86_64-glibc2.31", "only Linux has a choice of C libraries"),
      ("macos-armv7l", "there is no macos for armv7l"), ("macos10.15-arm64", "there is no macos10.15 for aarch64"),
      ("windows-s390x", "there is no windows for s390x"), ("macos10-x86_64", "macos10 is no system"),
      ("macos14.2-x86_64", "macos14.2 is no system"), ("macos9-x86_64", "macos9 is no system"),
      ("linux-x86_64-glibc2.+1", "glibc2.+1 is no C library"), ("linux-\u{7}", "\u{7} is no processor"),
    ])
  func refused(_ text: String, _ problem: String) {
    let error = #expect(throws: TargetError.self) { try Target(text) }
    #expect(error?.problem == problem)
    let message = error?.description ?? ""
    #expect(message.contains("write [pyX.Y-]SYSTEM-PROCESSOR[-LIBC], such as py3.11-linux-aarch64"))
    #expect(!message.unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test("the message about a long text stays short")
  func long() {
    let error = #expect(throws: TargetError.self) { try Target(String(repeating: "a", count: 100_000)) }
    #expect((error?.description.utf8.count ?? .max) < 400)
  }

  @Test(
    "the words of the ecosystems",
    arguments: [
      ("linux-x86_64", "linux-64", "linux x64 glibc", "x86_64-linux"),
      ("linux-x86_64-musl", "linux-64", "linux x64 musl", "x86_64-linux-musl"),
      ("linux-aarch64", "linux-aarch64", "linux arm64 glibc", "aarch64-linux"),
      ("linux-armv7l", "linux-armv7l", "linux arm glibc", "armv7l-linux"),
      ("linux-armv6l-musl", "linux-armv6l", "linux arm musl", "armv6l-linux-musl"),
      ("linux-i686", "linux-32", "linux ia32 glibc", "x86-linux"),
      ("linux-ppc64le", "linux-ppc64le", "linux ppc64 glibc", "powerpc64le-linux"),
      ("linux-s390x", "linux-s390x", "linux s390x glibc", "s390x-linux"),
      ("linux-riscv64", "linux-riscv64", "linux riscv64 glibc", "riscv64-linux"),
      ("macos-arm64", "osx-arm64", "darwin arm64 -", "arm64-darwin-22"),
      ("macos26-arm64", "osx-arm64", "darwin arm64 -", "arm64-darwin-25"),
      ("macos15-x86_64", "osx-64", "darwin x64 -", "x86_64-darwin-24"),
      ("macos10.15-x86_64", "osx-64", "darwin x64 -", "x86_64-darwin-19"),
      ("windows-x86_64", "win-64", "win32 x64 -", "x64-mingw-ucrt"),
      ("windows-i686", "win-32", "win32 ia32 -", "x86-mingw32"),
      ("windows-arm64", "win-arm64", "win32 arm64 -", "aarch64-mingw-ucrt"),
    ])
  func words(_ text: String, _ conda: String, _ node: String, _ ruby: String) throws {
    let target = try Target(text)
    #expect(target.condaPlatform == conda)
    #expect("\(target.nodeSystem) \(target.nodeProcessor) \(target.nodeLibrary ?? "-")" == node)
    #expect(target.rubyPlatform.text == ruby)
  }
}
