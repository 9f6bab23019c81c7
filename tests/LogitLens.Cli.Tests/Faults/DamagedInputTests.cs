namespace LogitLens.Cli.Tests.Faults;

/// <summary>Every kind of run on inputs that are damaged: it says which, and leaves nothing behind.</summary>
public sealed class DamagedInputTests(FaultRuns runs) : IClassFixture<FaultRuns>
{
    public static TheoryData<string> Kinds => [.. FaultRuns.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Damaged_weights_tokenizers_and_data_are_named_and_no_folder_is_left(string kind)
    {
        byte[] weights = File.ReadAllBytes(runs.Weights);
        Refused(kind, runs.Weights, weights[..^100], "model.safetensors");
        Refused(kind, runs.Weights, [1, 2, 3], "model.safetensors");
        Refused(kind, Path.Combine(runs.Model, "tokenizer.json"), "{\"model\": "u8.ToArray(), "tokenizer.json");
        Refused(kind, Path.Combine(runs.Model, "config.json"), "{\"n_layer\": "u8.ToArray(), "config.json");
        Refused(kind, runs.Data, "{\"ids\": [1, 2], \"label\": 0}\n{\"ids\": [1,"u8.ToArray(), "ids.jsonl");
        string[] rows = [.. File.ReadLines(runs.Data).Select(line => line.Replace("[", "[4000,", StringComparison.Ordinal) + "\n")];
        Refused(kind, runs.Data, Encoding.UTF8.GetBytes(string.Concat(rows)), "4000");

        File.Delete(runs.Weights);
        try
        {
            Refused(kind, Path.Combine(runs.Model, "pytorch_model.bin"), [0x50, 0x4b, 3, 4, 0, 0], "pytorch_model.bin");
        }
        finally
        {
            File.WriteAllBytes(runs.Weights, weights);
        }
    }

    private void Refused(string kind, string path, byte[] damaged, string named)
    {
        byte[]? before = File.Exists(path) ? File.ReadAllBytes(path) : null;
        string folder = runs.NewFolder();
        File.WriteAllBytes(path, damaged);
        try
        {
            using Shell shell = new();
            Assert.True(shell.Run(runs.Arguments(kind, folder)) == ExitCode.WrongUse, $"{named}: {shell.Error}");
            Assert.Contains(named, shell.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
        finally
        {
            File.Delete(path);
            if (before is not null)
            {
                File.WriteAllBytes(path, before);
            }
        }
    }
}
