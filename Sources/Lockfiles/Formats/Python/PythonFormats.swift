/// Lockfiles of Python's package managers, and what pins the interpreter.
let pythonFormats: [any LockfileFormat] = [
  PoetryFormat(),
  UVFormat(),
  PipfileFormat(),
  PDMFormat(),
  PylockFormat(),
  PythonVersionFormat(),
  RequirementsFormat(),
]
