using LogitLens.Checkpoints;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs.Reruns;

public sealed class FileComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.json", "{\"x\": 1.5}", "{\"x\": 1.5}", Agreement.SameBytes)]
    [InlineData("a.json", "{\"x\": 1.5}", "{\"x\":1.5}", Agreement.WithinTolerance)]
    [InlineData("a.json", "{\"x\": [1.5, null]}", "{\"x\": [1.50001, null]}", Agreement.WithinTolerance)]
    [InlineData("a.json", "{\"x\": 1000.5}", "{\"x\": 1000.58}", Agreement.WithinTolerance)]
    [InlineData("a.json", "{\"x\": 1.5}", "{\"x\": 1.501}", Agreement.No)]
    [InlineData("a.json", "{\"x\": 50256}", "{\"x\": 50255}", Agreement.No)]
    [InlineData("a.json", "{\"x\": 1.5}", "{\"x\": null}", Agreement.No)]
    [InlineData("a.json", "{\"x\": \"positive\"}", "{\"x\": \"negative\"}", Agreement.No)]
    [InlineData("a.json", "{\"x\": \"a/x\"}", "{\"x\": \"b/x\"}", Agreement.WithinTolerance)]
    [InlineData("a.json", "{\"x\": \"b/x\"}", "{\"x\": \"a/x\"}", Agreement.No)]
    [InlineData("a.json", "{\"x\": [1, 2]}", "{\"x\": [1]}", Agreement.No)]
    [InlineData("a.json", "{\"x\": 1}", "{\"x\": 1, \"y\": 2}", Agreement.No)]
    [InlineData("a.jsonl", "{\"x\": 0.5}\n{\"x\": 0.25}\n", "{\"x\": 0.5}\n{\"x\": 0.250001}\n", Agreement.WithinTolerance)]
    [InlineData("a.jsonl", "{\"x\": 0.5}\n{\"x\": 0.25}\n", "{\"x\": 0.5}\n", Agreement.No)]
    [InlineData("a.csv", "layer,p\n1,0.5\n", "layer,p\n1,0.50001\n", Agreement.WithinTolerance)]
    [InlineData("a.csv", "layer,p\n1,0.5\n", "layer,p\n2,0.5\n", Agreement.No)]
    [InlineData("a.csv", "layer,p\n1,0.5\n", "layer,p\n1,\n", Agreement.No)]
    [InlineData("a.txt", "a", "b", Agreement.No)]
    public void Words_and_counts_are_the_same_and_other_numbers_near(string name, string there, string here, Agreement expected) =>
        Assert.Equal(expected, Compare(name, there, here).Agreement);

    [Fact]
    public void The_worst_number_and_the_first_that_is_too_far_off_are_named()
    {
        FileAgreement found = Compare("a.jsonl", "{\"x\": [1.5, 2.5]}\n{\"x\": [4.5, 0.5]}\n", "{\"x\": [1.5, 2.5]}\n{\"x\": [4.75, 1.5]}\n");

        Assert.Equal((4L, 1 / 1.5), (found.Numbers, found.LargestDifference));
        Assert.Equal("line 2, x[0]: 4.5 and 4.75", found.First);
    }

    [Theory]
    [InlineData("ARD/", Agreement.WithinTolerance)]
    [InlineData("AhH/", Agreement.No)]
    public void Shares_of_a_byte_each_may_be_rounded_the_other_way(string here, Agreement expected) =>
        Assert.Equal(expected, Compare("a.json", "{\"bytes\": \"ABH/\"}", $"{{\"bytes\": \"{here}\"}}").Agreement);

    [Fact]
    public void A_file_that_one_run_alone_has_is_a_difference()
    {
        _folder.Write("there/a.csv", "x\n1\n");
        Directory.CreateDirectory(_folder.File("here"));

        FileAgreement found = FileComparison.Compare(_folder.File("there"), _folder.File("here"), ("a.csv", "a.csv"), new ValueComparison(1e-4));

        Assert.Equal((Agreement.No, 1L), (found.Agreement, found.OtherDifferences));
    }

    [Fact]
    public void A_file_that_is_not_what_its_name_says_is_bad_input()
    {
        InputException error = Assert.Throws<InputException>(() => Compare("a.json", "{", "{}"));

        Assert.Contains("a.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CheckpointDType.F32, new byte[] { 0, 0, 0x80, 0x3f }, new byte[] { 1, 0, 0x80, 0x3f }, 1.1920927534e-7, Agreement.WithinTolerance)]
    [InlineData(CheckpointDType.F16, new byte[] { 0, 0x3e }, new byte[] { 0, 0x3f }, 0.25 / 1.75, Agreement.No)]
    [InlineData(CheckpointDType.BF16, new byte[] { 0xc0, 0x3f }, new byte[] { 0xe0, 0x3f }, 0.25 / 1.75, Agreement.No)]
    [InlineData(
        CheckpointDType.F64, new byte[] { 0, 0, 0, 0, 0, 0, 0xf8, 0x3f }, new byte[] { 0, 0, 0, 0, 0, 0, 0xfc, 0x3f }, 0.25 / 1.75, Agreement.No)]
    public void Tensors_are_compared_number_by_number(CheckpointDType type, byte[] there, byte[] here, double difference, Agreement expected)
    {
        foreach ((string side, byte[] bytes) in new[] { ("there", there), ("here", here) })
        {
            Directory.CreateDirectory(_folder.File(side));
            using SafetensorsWriter writer = SafetensorsWriter.Begin(
                _folder.File(side + "/.part"), [new TensorSpec("x", type, [1])], new Dictionary<string, string>());
            writer.Write(bytes);
            writer.Complete(_folder.File(side + "/x.safetensors"));
        }

        FileAgreement found = FileComparison.Compare(
            _folder.File("there"), _folder.File("here"), ("x.safetensors", "x.safetensors"), new ValueComparison(1e-4));

        Assert.Equal(expected, found.Agreement);
        Assert.Equal(difference, found.LargestDifference, 1e-12);
    }

    private FileAgreement Compare(string name, string there, string here)
    {
        _folder.Write("there/" + name, there);
        _folder.Write("here/" + name, here);
        return FileComparison.Compare(_folder.File("there"), _folder.File("here"), (name, name), new ValueComparison(1e-4) { Outputs = ("a/x", "b/x") });
    }
}
