using System.Runtime.InteropServices;

namespace LogitLens.Engine;

/// <summary>The environment that native libraries read while they are loaded; the runtime's own is a copy made at start.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable, or removes it where the value is null.</summary>
    public static void Set(string name, string? value) => _ = value is null ? unsetenv(name) : setenv(name, value, 1);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unsetenv(string name);
}
