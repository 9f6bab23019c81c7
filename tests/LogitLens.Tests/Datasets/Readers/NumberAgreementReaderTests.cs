using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Readers;

public sealed class NumberAgreementReaderTests
{
    [Theory]
    [InlineData("simple")]
    [InlineData("nounpp")]
    [InlineData("adv_conjunction")]
    public void The_verb_is_left_out_and_the_subjects_number_is_the_class(string split)
    {
        string path = SharedFiles.Require($"data/number-agreement/{split}.txt");

        Dataset dataset = NumberAgreementReader.Read(path, ReadOptions.ForFile(path));

        Assert.Equal(dataset.Examples.Count, dataset.Examples.Select(example => example.Text).Distinct().Count());
        Example[] athletes = [.. dataset.Examples.Where(example => example.Cluster == "athlete")];
        Assert.Contains(athletes, example => example is { Label: 0 } && example.Text.StartsWith("The athlete", StringComparison.Ordinal));
        Assert.Contains(athletes, example => example is { Label: 1 } && example.Text.StartsWith("The athletes", StringComparison.Ordinal));
        Assert.DoesNotContain(dataset.Examples, example => example.Text.EndsWith("admires", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_without_a_verb_is_told()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("bad.txt", "The athlete admires\tsingular\tcorrect\tid1\nThe\tplural\tcorrect\tid2\n");

        InputException error = Assert.Throws<InputException>(() => NumberAgreementReader.Read(path, ReadOptions.ForFile(path)));

        Assert.Contains("'The' is too short for a subject and a verb", error.Message, StringComparison.Ordinal);
    }
}
