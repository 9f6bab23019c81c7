using System.Reflection;

namespace LogitLens.Runs;

/// <summary>This program's version, as recorded in each run.</summary>
/// <param name="Version">The release.</param>
/// <param name="Commit">The commit it was built from; null when it was not built from a checkout.</param>
public sealed record ToolVersion(string Version, string? Commit)
{
    /// <summary>The version of the running program.</summary>
    public static ToolVersion Current { get; } = Parse(
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0");

    /// <summary>The version and the commit's first ten digits.</summary>
    public override string ToString() => Commit is null ? Version : $"{Version} ({Commit[..Math.Min(10, Commit.Length)]})";

    /// <summary>Splits "1.2.3+commit", as the SDK stamps it into the assembly.</summary>
    internal static ToolVersion Parse(string informational)
    {
        string[] parts = informational.Split('+', 2);
        return new ToolVersion(parts[0], parts.Length > 1 ? parts[1] : null);
    }
}
