extension AuditRule {
  static let muslWithoutWheels = AuditRule(
    "musl-without-wheels", .warning,
    title: "A package without wheels for musl is installed on Alpine.",
    why:
      "There is no file to download that fits, so it is compiled with the compiler and headers of the day, if it is at all.",
    fix: "Use a base image with glibc, such as a slim Debian one.",
    bad: Example(
      "FROM \(Sample.alpine)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir --no-compile torch==2.8.0\n",
      line: 3),
    good: Example(
      "FROM \(Sample.debian)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir --no-compile torch==2.8.0\n"
    ),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard let base = subject.chain(of: place.stage).last, base.image.isMusl, let pip = PipInstall(place.command)
        else {
          return nil
        }
        let names = pip.requirements.map { PipInstall.normalizedName($0.text) }.filter { glibcOnly.contains($0) }
        guard !names.isEmpty else { return nil }
        return Hit(place.command.line, "no wheel for musl exists of \(PackageName.list(names))")
      }
    })

  /// Projects whose releases have had wheels for glibc and none for musl; asked of the index in 2026. Those with
  /// wheels for both, such as numpy, pandas, cryptography and pyarrow, are not to be added.
  private static let glibcOnly: Set<String> = [
    "jaxlib", "lightgbm", "mediapipe", "onnxruntime", "opencv-contrib-python", "opencv-python",
    "opencv-python-headless", "paddlepaddle", "playwright", "pyqt5", "pyside6", "ray", "tensorflow", "torch",
    "torchaudio", "torchvision", "xgboost",
  ]
}
