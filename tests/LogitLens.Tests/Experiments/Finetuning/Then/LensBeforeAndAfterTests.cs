using System.Text.Json.Nodes;
using LogitLens.Experiments;
using LogitLens.Experiments.Finetuning;
using LogitLens.Experiments.Lens;
using LogitLens.Runs;
using LogitLens.Tests.Experiments.FinishedRuns;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Finetuning.Then;

public sealed class LensBeforeAndAfterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void There_is_nothing_to_show_of_one_lens_or_none()
    {
        string folder = Finetuning("logit-lens");
        Assert.Empty(LensBeforeAndAfter.Tables(folder));
        Run("logit-lens-after", Lens());

        Assert.Empty(LensBeforeAndAfter.Tables(folder));
        Assert.Empty(LensBeforeAndAfter.Figures(folder));
    }

    [Fact]
    public void What_is_there_is_drawn_though_the_run_before_training_is_gone()
    {
        string folder = Finetuning("logit-lens --limit 2");
        Run("logit-lens-after", Lens());
        Run("logit-lens-after-read-by-before", Lens());

        string figure = LensBeforeAndAfter.Figures(folder).Single().Svg.ToXml();

        Assert.Contains(">after, read by before<", figure, StringComparison.Ordinal);
        Assert.DoesNotContain(">before<", figure, StringComparison.Ordinal);
        Assert.Contains("one way of asking, n = 2", figure, StringComparison.Ordinal);
        Assert.Contains("always 'bad'", figure, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_prompt_was_looked_at_first_the_lens_over_data_is_shown()
    {
        string folder = Finetuning("logit-lens --prompt 'a film'; logit-lens --limit 2");
        foreach (string which in (string[])["before", "after"])
        {
            Run($"logit-lens-{which}", new LogitLensResult());
            Run($"logit-lens-2-{which}", Lens());
        }

        CsvTable table = LensBeforeAndAfter.Tables(folder).Single();

        Assert.Equal(2 * 2, table.Rows.Count()); // lenses, layers
    }

    [Fact]
    public void A_lens_that_is_not_asked_for_any_more_may_be_of_another_model_and_is_not_shown()
    {
        string folder = Finetuning("evaluate");
        Run("logit-lens-before", Lens());
        Run("logit-lens-after", Lens());

        Assert.Empty(LensBeforeAndAfter.Figures(folder));
    }

    [Theory]
    [InlineData("objective", "head")]
    [InlineData("init", "random")]
    public void Where_there_is_nothing_to_compare_with_before_an_older_lens_of_that_name_is_not_shown(string option, string value)
    {
        string folder = Finetuning("logit-lens --limit 2", (option, value));
        Array.ForEach(["before", "after", "after-read-by-before"], which => Run($"logit-lens-{which}", Lens()));

        Assert.Empty(LensBeforeAndAfter.Figures(folder));
    }

    [Fact]
    public void Where_all_are_read_by_one_readout_older_swapped_ones_are_not_shown()
    {
        string folder = Finetuning("logit-lens --readout other");
        Array.ForEach(["before", "after", "after-read-by-before"], which => Run($"logit-lens-{which}", Lens()));

        Assert.Equal(2 * 2, LensBeforeAndAfter.Tables(folder).Single().Rows.Count()); // lenses, layers
    }

    private string Finetuning(string then, params (string Name, string Value)[] further) =>
        new FakeRun(_folder, "run")
        {
            Command = "finetune",
            Options = new([new("then", then), .. further.Select(each => new KeyValuePair<string, JsonNode?>(each.Name, each.Value))]),
        }
        .Write(Array.Empty<LensRecord>(), new LogitLensResult());

    private void Run(string name, LogitLensResult result) => new FakeRun(_folder, $"run/then/{name}").Write(Array.Empty<LensRecord>(), result);

    // Two examples, right at the second layer alone.
    private static LogitLensResult Lens() => new LensSummary([new Condition(0, null)], ["bad", "good"], seed: 1).Of([Record("a", 0), Record("b", 1)], []);

    private static LensRecord Record(string example, int label)
    {
        float[] right = label == 0 ? [-1, -2] : [-2, -1];
        return new LensRecord
        {
            Id = $"0-shot/{example}",
            Condition = "0-shot",
            Example = example,
            Label = label,
            LabelLogProbs = [[right[1], right[0]], right],
            RightRank = [1, 0],
            Kl = [1, 0],
            Entropy = [1, 1],
        };
    }
}
