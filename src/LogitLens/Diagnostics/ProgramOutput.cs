using System.ComponentModel;
using System.Diagnostics;

namespace LogitLens.Diagnostics;

/// <summary>Asks another program a question.</summary>
internal static class ProgramOutput
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>What it prints; null where it is not installed, fails, or takes too long.</summary>
    public static string? Of(string program, params string[] arguments)
    {
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            return null;
        }

        _ = error.GetAwaiter().GetResult();
        string said = output.GetAwaiter().GetResult().Trim();
        return process.ExitCode == 0 && said.Length > 0 ? said : null;
    }
}
