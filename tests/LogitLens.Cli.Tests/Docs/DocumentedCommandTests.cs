using System.Diagnostics;
using System.Text.RegularExpressions;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Docs;

/// <summary>
/// Runs every command of README.md and docs/ that stands in a block marked <c>sh</c>. Blocks marked <c>console</c> need a network or much
/// time and are not run.
/// </summary>
public sealed partial class DocumentedCommandTests
{
    public static TheoryData<string, string> Blocks
    {
        get
        {
            TheoryData<string, string> data = [];
            string[] pages = ["README.md", .. Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "docs"), "*.md").Order(StringComparer.Ordinal)];
            foreach (string page in pages)
            {
                string text = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, page));
                foreach (Match block in ShellBlock().Matches(text))
                {
                    data.Add(Path.GetFileName(page), block.Groups[1].Value.TrimEnd());
                }
            }

            return data;
        }
    }

    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [MemberData(nameof(Blocks))]
    public async Task A_documented_command_works(string page, string commands)
    {
        using TemporaryFolder folder = new();
        Directory.CreateSymbolicLink(folder.File("configs"), Path.Combine(SharedFiles.RepositoryRoot, "configs"));
        Directory.CreateSymbolicLink(folder.File("datasets"), Path.Combine(SharedFiles.RepositoryRoot, "datasets"));
        File.CreateSymbolicLink(folder.File("interp"), Path.Combine(AppContext.BaseDirectory, "interp"));

        ProcessStartInfo start = new("bash", ["-euc", commands])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}" },
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, $"{page}: exit code {process.ExitCode}\n{commands}\n{await output}\n{await error}");
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex ShellBlock();
}
