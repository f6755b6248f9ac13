{ inputs.lib.url = "path:../lib"; outputs = { self, lib }: { value = lib.value; }; }
