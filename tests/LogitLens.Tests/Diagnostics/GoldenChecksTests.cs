using LogitLens.Diagnostics;
using LogitLens.Engine;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Diagnostics;

public sealed class GoldenChecksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_computed_here_is_right_and_each_check_compares_something()
    {
        IReadOnlyList<ValueCheck> checks = Run(GoldenCase.FolderOf("odd-shape"));

        Assert.Equal(7, checks.Count);
        Assert.All(checks, check => Assert.True(check.IsRight && check.Values > 0, $"{check}"));
    }

    [Fact]
    public void Float32_is_not_float64_so_a_check_that_finds_no_difference_has_compared_nothing() => Assert.All(
        Run(GoldenCase.FolderOf("odd-shape")).Where(check => check.Allowed > 0), check => Assert.True(check.LargestDifference > 0, $"{check}"));

    [Fact]
    public void Weights_that_are_a_little_other_ones_are_found_out_by_every_check_of_numbers()
    {
        string folder = _folder.File("case");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(GoldenCase.FolderOf("odd-shape")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        string weights = Path.Combine(folder, "model.safetensors");
        byte[] bytes = File.ReadAllBytes(weights);
        for (int at = bytes.Length - 2; at > bytes.Length / 2; at -= 4)
        {
            bytes[at] ^= 1;
        }

        File.WriteAllBytes(weights, bytes);

        Assert.All(Run(folder).Where(check => check.Allowed > 0), check => Assert.False(check.IsRight, $"{check}"));
    }

    [Fact]
    public void A_case_that_is_not_whole_is_bad_input()
    {
        _folder.Write("expected.json", "{}");

        InputException error = Assert.Throws<InputException>(() => Run(_folder.Path));

        Assert.Contains("the golden case is not whole", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_below_a_case_finds_it_and_one_with_none_says_what_to_do()
    {
        _folder.Write("golden/odd-shape/expected.json", "{}");
        string below = _folder.File("bin/net");
        Directory.CreateDirectory(below);

        Assert.Equal(_folder.File("golden/odd-shape"), GoldenReference.FolderFrom(below));
        Assert.Contains("install it again", Assert.Throws<InputException>(() => GoldenReference.FolderFrom("/")).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<ValueCheck> Run(string folder)
    {
        TorchEngine.Start();
        return GoldenChecks.Run(folder, new Device("cpu"));
    }
}
