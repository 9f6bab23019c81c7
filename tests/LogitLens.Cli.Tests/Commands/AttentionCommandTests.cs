using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.Commands;

public sealed class AttentionCommandTests
{
    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_prompts_patterns_match_the_reference(string name)
    {
        GoldenCase golden = GoldenCase.Open(name);
        using Shell shell = new();
        using Checkpoint expected = SafetensorsFile.Open(Path.Combine(golden.Folder, "expected.safetensors"));
        for (int i = 0; i < golden.Sequences.Length; i++)
        {
            string output = shell.File($"run{i}");
            ExitCode code = shell.Run("attention", "--model", golden.Folder, "--token-ids", string.Join(',', golden.Sequences[i]), "--output", output);
            Assert.Equal((ExitCode.Done, ""), (code, shell.Error));

            using Checkpoint found = SafetensorsFile.Open(Path.Combine(output, "attention.safetensors"));
            Assert.All(found.Tensors.Keys, site => Assert.EndsWith("attn.hook_pattern", site, StringComparison.Ordinal));
            Assert.NotEmpty(found.Tensors);
            foreach ((string site, TensorEntry tensor) in found.Tensors)
            {
                Assert.Equal(expected.Tensors[$"{i}/{site}"].Shape, tensor.Shape);
                Close.Assert(Values(expected, $"{i}/{site}"), Values(found, site), Tolerance.Forward, site);
            }
        }
    }

    [Fact]
    public void What_is_weighted_is_the_pattern_times_the_length_of_what_the_head_writes()
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        string output = shell.File("run");
        shell.Run(
            "attention", "--model", golden.Folder, "--token-ids", string.Join(',', golden.Sequences[0]), "--weight", "values", "--heads", "1.2", "--output",
            output);
        Assert.Equal("", shell.Error);

        using Checkpoint expected = SafetensorsFile.Open(Path.Combine(golden.Folder, "expected.safetensors"));
        using Checkpoint weights = SafetensorsFile.Open(Path.Combine(golden.Folder, "model.safetensors"));
        using Checkpoint found = SafetensorsFile.Open(Path.Combine(output, "attention.safetensors"));
        string projection = weights.Tensors.Keys.Single(key => key.EndsWith("h.1.attn.c_proj.weight", StringComparison.Ordinal));
        long[] shape = expected.Tensors["0/blocks.1.attn.hook_v"].Shape;                 // [position, head, d_head]
        int length = (int)shape[0], heads = (int)shape[1], width = (int)shape[2], model = heads * width;
        double[] values = Values(expected, "0/blocks.1.attn.hook_v"), pattern = Values(expected, "0/blocks.1.attn.hook_pattern");
        double[] map = Values(weights, projection);
        double[] wanted = new double[heads * length * length];
        for (int head = 0; head < heads; head++)
        {
            for (int key = 0; key < length; key++)
            {
                double squares = 0;
                for (int column = 0; column < model; column++)
                {
                    double written = Enumerable.Range(0, width).Sum(k =>
                        values[(((key * heads) + head) * width) + k] * map[(((head * width) + k) * model) + column]);
                    squares += written * written;
                }

                for (int query = 0; query < length; query++)
                {
                    int at = (((head * length) + query) * length) + key;
                    wanted[at] = pattern[at] * Math.Sqrt(squares);
                }
            }
        }

        Close.Assert(wanted, Values(found, "blocks.1.attn.value_weighted_pattern"), Tolerance.Forward, "weighted");
        Assert.True(File.Exists(Path.Combine(output, "figures", "head-1.2.svg")));
        Assert.False(File.Exists(Path.Combine(output, "figures", "all-heads.svg")));
    }

    [Theory]
    [InlineData("pattern")]
    [InlineData("values")]
    public void Over_a_dataset_the_parts_of_each_head_add_up_to_one(string weight)
    {
        using Shell shell = new();
        string output = shell.File("run");
        ExitCode code = shell.Run("attention", "--limit", "8", "--shots", "1", "--weight", weight, "--output", output);
        Assert.Equal((ExitCode.Done, ""), (code, shell.Error));

        JsonElement results = RunOutput.Results(output);
        IGrouping<(int, int), JsonElement>[] heads =
            [.. results.GetProperty("parts").EnumerateArray().GroupBy(part => (part.GetProperty("layer").GetInt32(), part.GetProperty("head").GetInt32()))];
        Assert.Equal(32, heads.Length);
        foreach (IGrouping<(int, int), JsonElement> head in heads)
        {
            Assert.Contains("label of demonstration 1", head.Select(part => part.GetProperty("part").GetString()));
            Close.Assert(1, head.Sum(part => part.GetProperty("share").GetProperty("value").GetDouble()), new Tolerance(1e-5, 0), $"{head.Key}");
        }

        Assert.False(File.Exists(Path.Combine(output, "attention.safetensors")));
    }

    [Fact]
    public void Texts_that_belong_together_are_counted_once_in_intervals()
    {
        using Shell shell = new();
        string rows = string.Join(
            '\n', "text,label,film", "a moving film,positive,1", "a dull film,negative,2", "warm and funny,positive,1", "so tired,negative,2");
        string data = shell.Write("films.csv", rows);
        shell.Run("attention", "--dataset", data, "--output", shell.File("alone"));
        ExitCode code = shell.Run("attention", "--dataset", data, "--cluster", "film", "--output", shell.File("together"));
        Assert.True(code == ExitCode.Done, shell.Error);

        // One degree of freedom in place of three.
        Assert.True(Width("together") > Width("alone"));

        double Width(string run)
        {
            JsonElement results = RunOutput.Results(shell.File(run));
            return results.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("share").GetProperty("interval"))
                .Average(interval => interval.GetProperty("high").GetDouble() - interval.GetProperty("low").GetDouble());
        }
    }

    [Fact]
    public void Another_prompt_takes_the_place_of_a_run_with_its_patterns_when_forced()
    {
        using Shell shell = new();
        string output = shell.File("run"), file = Path.Combine(output, "attention.safetensors");
        shell.Run("attention", "--prompt", "One film was good", "--output", output);
        byte[] first = File.ReadAllBytes(file);
        Assert.Equal(ExitCode.Done, shell.Run("attention", "--prompt", "Another was not good", "--output", output, "--force"));
        Assert.NotEqual(first, File.ReadAllBytes(file));
        Assert.Equal(ExitCode.Done, shell.Run("attention", "--prompt", "One film was good", "--output", output, "--force"));
        Assert.Equal(first, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("--heads 9.0: there is no head 9.0", "--prompt", "a b", "--heads", "9.0")]
    [InlineData("--heads needs --prompt or --token-ids", "--limit", "2", "--heads", "1.0")]
    [InlineData("attention looks at one condition", "--shots", "0,1")]
    [InlineData("--label-token-ids: attention asks nothing of a prompt", "--prompt", "a b", "--label-token-ids", "5,6")]
    [InlineData("--draws 2: attention looks at one prompt for each example; leave --draws out", "--shots", "1", "--draws", "2")]
    public void Bad_input_is_named(string message, params string[] arguments)
    {
        using Shell shell = new();
        ExitCode code = shell.Run(["attention", .. arguments, "--output", shell.File("run")]);
        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }

    private static double[] Values(Checkpoint file, string name) =>
        [.. MemoryMarshal.Cast<byte, float>(file.ReadBytes(file.Tensors[name])).ToArray().Select(value => (double)value)];
}
