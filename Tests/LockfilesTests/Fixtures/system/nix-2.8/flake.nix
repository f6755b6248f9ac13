{
  description = "x";
  inputs = {
    lib.url = "path:./lib";
    tool = { url = "path:./tool"; inputs.lib.follows = "lib"; };
    data = { url = "path:./tool"; flake = false; };
  };
  outputs = { self, lib, tool, data }: { };
}
