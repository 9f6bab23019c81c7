using System.Diagnostics;
using LogitLens.Experiments;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Faults;

/// <summary>
/// A small run of every kind of experiment on a model, and what an undisturbed one leaves. What is stopped is a process of its own, and so is all else where
/// tools/faults asks for rounds; what goes on and what is undisturbed is else run within the tests, which takes a quarter of the time.
/// </summary>
public sealed class FaultRuns : IDisposable
{
    private const int Examples = 24;

    // What says when and by whom, and what is drawn of other files.
    private static readonly string[] s_notCompared = ["run.json", "log.txt", ".lock"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, Dictionary<string, byte[]>> _whole = [];
    private readonly Dictionary<string, TimeSpan> _durations = [];

    public FaultRuns()
    {
        // A linear congruential generator, so that the data are the same everywhere.
        uint state = 1;
        Data = _folder.Write("ids.jsonl", string.Concat(Enumerable.Range(0, Examples).Select(example =>
            $"{{\"ids\": [{string.Join(',', Enumerable.Range(0, 5 + Next(12)).Select(_ => Next(97)))}], \"label\": {example % 2}}}\n")));
        Model = _folder.File("model");
        Directory.CreateDirectory(Model);
        foreach (string name in (string[])["config.json", "model.safetensors"])
        {
            File.Copy(Path.Combine(GoldenCase.FolderOf("odd-shape"), name), Path.Combine(Model, name));
        }

        int Next(int below)
        {
            state = (state * 1664525) + 1013904223;
            return (int)((state >> 8) % below);
        }
    }

    /// <summary>The experiments that compute with a model.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. ExperimentList.All.Where(kind => !kind.ReadsRuns).Select(kind => kind.Command)];

    /// <summary>The model's folder, a copy of the golden case's.</summary>
    public string Model { get; }

    /// <summary>Its weights.</summary>
    public string Weights => Path.Combine(Model, "model.safetensors");

    /// <summary>The data, as token ids with labels.</summary>
    public string Data { get; }

    public void Dispose() => _folder.Dispose();

    /// <summary>A new folder for one test.</summary>
    public string NewFolder()
    {
        string folder = _folder.File(Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>The command line of a run of a kind that goes into a folder.</summary>
    public string[] Arguments(string kind, string folder, params string[] more)
    {
        int[] labels = GoldenCase.Open("odd-shape").LabelTokens;
        return
        [
            kind, "--model", Model, "--dataset", Data, .. kind == "probe-train" ? (string[])[] : ["--label-token-ids", string.Join(',', labels)],
            "--batch-size", "1", "--threads", "1", "--output", Path.Combine(folder, kind == "capture" ? "run.safetensors" : "run"), .. more,
        ];
    }

    /// <summary>The run's own folder, where <see cref="Arguments"/> sends it.</summary>
    public static string RunIn(string kind, string folder) => Path.Combine(folder, kind == "capture" ? "run.run" : "run");

    /// <summary>Every file that an undisturbed run leaves, by its name.</summary>
    public IReadOnlyDictionary<string, byte[]> Whole(string kind)
    {
        if (!_whole.TryGetValue(kind, out Dictionary<string, byte[]>? files))
        {
            string folder = NewFolder();
            Stopwatch clock = Stopwatch.StartNew();
            (int code, string error) = Finish(Arguments(kind, folder));
            Assert.True(code == 0, error);
            _durations[kind] = clock.Elapsed;
            _whole[kind] = files = Contents(folder);
        }

        return files;
    }

    /// <summary>How long an undisturbed run takes.</summary>
    public TimeSpan DurationOf(string kind)
    {
        _ = Whole(kind);
        return _durations[kind];
    }

    /// <summary>Fails unless a folder holds what an undisturbed run leaves, to the byte.</summary>
    public void AssertWhole(string kind, string folder)
    {
        IReadOnlyDictionary<string, byte[]> expected = Whole(kind), found = Contents(folder);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.True(file.Value.AsSpan().SequenceEqual(found[file.Key]), $"{kind}: {file.Key} has other bytes"));
    }

    /// <summary>How many rounds of stopping at random moments are asked for; null where none are.</summary>
    public static int? Rounds { get; } =
        Environment.GetEnvironmentVariable("INTERP_FAULT_ROUNDS") is { } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : null;

    /// <summary>Runs to the end.</summary>
    public static (int Code, string Error) Finish(string[] arguments)
    {
        if (Rounds is null)
        {
            using Shell shell = new();
            return ((int)shell.Run(arguments), shell.Error);
        }

        using Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.GetAwaiter().GetResult());
    }

    /// <summary>Begins a run; what is run in the background may have been told to ignore interrupts, and its children with it.</summary>
    public static Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo("env", ["--default-signal=INT,TERM", Path.Combine(AppContext.BaseDirectory, "interp"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [SurroundingKernel.Variable] = SurroundingKernel.Here },
        })!;

    /// <summary>Another program's exit code.</summary>
    public static int Command(string name, params string[] arguments)
    {
        using Process command = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        command.WaitForExit();
        return command.ExitCode;
    }

    private static Dictionary<string, byte[]> Contents(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !s_notCompared.Contains(Path.GetFileName(file)) && Path.GetExtension(file) != ".png")
        .ToDictionary(file => Path.GetRelativePath(folder, file), file => Bytes(file, folder));

    // Some results say where they are.
    private static byte[] Bytes(string file, string folder) => Path.GetExtension(file) == ".json"
        ? Encoding.UTF8.GetBytes(File.ReadAllText(file).Replace(folder, "", StringComparison.Ordinal))
        : File.ReadAllBytes(file);
}
