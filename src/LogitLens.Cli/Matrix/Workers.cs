using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace LogitLens.Cli;

/// <summary>Does the parts of a matrix by several processes of this program, each part by the next that is free.</summary>
internal sealed class Workers(IReadOnlyList<WorkerPlace> places, CommandContext context)
{
    private readonly Lock _gate = new();

    /// <summary>Does all parts; those that fail are told, and found missing later.</summary>
    /// <param name="shards">How many shards each run is cut into.</param>
    /// <exception cref="OperationCanceledException">The user wants to stop; the processes have been told, and are waited for.</exception>
    public void Do(CellMatrix matrix, int shards)
    {
        string folder = matrix.Folder ?? matrix.Cells[0].Folder ?? throw new InputException("--processes needs --output, which all parts lie in");
        int parts = matrix.Cells.Count * shards;
        ConcurrentQueue<int> left = new(Enumerable.Range(1, parts));
        context.Progress.Note($"{parts} parts by {places.Count} processes: {string.Join(", ", places.Select(place => place.Name))}");
        context.Progress.Begin("working", parts, 0, "parts");
        Task.WaitAll([.. places.Select(place => Task.Run(() =>
        {
            while (!context.Cancellation.IsCancellationRequested && left.TryDequeue(out int part))
            {
                Run(place, string.Create(CultureInfo.InvariantCulture, $"{part}/{parts}"), folder, shards);
            }
        }))]);
        context.Progress.End();
        if (context.Cancellation.IsCancellationRequested)
        {
            context.Progress.Note($"stopped; the same command goes on with what is left ({folder})");
        }

        context.Cancellation.ThrowIfCancellationRequested();
    }

    private void Run(WorkerPlace place, string part, string folder, int shards)
    {
        ProcessStartInfo start = Program();
        string[] own = ["--output", folder, "--shards", shards.ToString(CultureInfo.InvariantCulture), "--part", part, "--quiet"];

        // What is printed and reported is of the whole, and made here when all parts are put together.
        IReadOnlyList<string> typed =
            TypedArguments.Without(context.CommandLine, ["--processes", "--shards", "--output"], ["--json", "--quiet", "--report"]);
        foreach (string argument in typed.Concat(own))
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in place.Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration stop = context.Cancellation.Register(() => Stop(process));
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Tell(part, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        lock (_gate)
        {
            context.Progress.Advance(1);
            if (process.ExitCode != 0 && !context.Cancellation.IsCancellationRequested)
            {
                context.Progress.Warn($"part {part} on {place.Name} ended with exit code {process.ExitCode}");
            }
        }
    }

    private void Tell(string part, string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            lock (_gate)
            {
                context.Progress.Note($"part {part}: {line}");
            }
        }
    }

    // In a session of its own a process hears of Ctrl-C from here alone: a second signal would end it at once, in the middle of its work.
    private static ProcessStartInfo Program()
    {
        string path = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(path) == "dotnet" ? [path, Assembly.GetEntryAssembly()!.Location] : [path];
        string[] words = OperatingSystem.IsLinux() ? ["setsid", .. program] : program;
        return new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited && OperatingSystem.IsLinux())
        {
            // The shell's own kill is there on any machine.
            using Process kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {process.Id}")]);
            kill.WaitForExit();
        }
    }
}
