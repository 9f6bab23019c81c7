using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Options;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Inputs;

public sealed class DataSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_limit_takes_each_class_in_its_share()
    {
        string path = _folder.Write(
            "data.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"text {row},{(row < 30 ? "a" : "b")}\n")));

        Dataset few = new DataSource(new DataOptions { Dataset = path, Limit = 8 }, seed: 1).Examples();

        Assert.Equal([6, 2], few.LabelCounts());
    }

    [Fact]
    public void A_limit_takes_each_paradigm_in_its_share()
    {
        string path = _folder.Write("pairs.jsonl", string.Concat(Enumerable.Range(0, 12).Select(row =>
            $$"""{"sentence_good":"good {{row}}","sentence_bad":"bad {{row}}","UID":"{{(row < 8 ? "one" : "other")}}"}""" + "\n")));

        MinimalPairSet few = new DataSource(new DataOptions { Dataset = path, Limit = 6 }, seed: 1).Pairs();

        Assert.Equal([("one", 4), ("other", 2)], few.Pairs.CountBy(pair => pair.Paradigm).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Questions_may_be_token_ids()
    {
        string path = _folder.Write("questions.jsonl", """{"ids":[1,2],"answer_ids":[3,4]}""");

        Dataset questions = new DataSource(new DataOptions { Dataset = path }, seed: 0).Questions(new DemonstrationPlan(0)).Evaluated;

        Assert.Equal([3, 4], Assert.Single(questions.Examples).AnswerIds!);
    }

    [Theory]
    [InlineData("""{"ids":[1,2],"label":1}""", 0, "column 'answer_ids': no such field; the fields are ids, label")]
    [InlineData("""{"ids":[1,2],"answer_ids":[3]}""", 2, "questions.jsonl holds token ids, which are whole prompts already; leave --shots out")]
    public void Questions_of_token_ids_have_answers_and_nothing_before_them(string line, int shots, string message)
    {
        DataSource source = new(new DataOptions { Dataset = _folder.Write("questions.jsonl", line) }, seed: 0);

        Assert.EndsWith(message, Assert.Throws<InputException>(() => source.Questions(new DemonstrationPlan(shots))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_set_without_answers_is_none_of_questions() => Assert.Equal(
        "reviews has no answers to compare with; choose a dataset of questions, or another --task",
        Assert.Throws<InputException>(() => new DataSource(new DataOptions { Dataset = "reviews" }, seed: 0).Questions(new DemonstrationPlan(0))).Message);

    [Fact]
    public void A_file_of_questions_has_no_splits()
    {
        DataOptions data = new() { Dataset = _folder.Write("questions.csv", "question,answer\n1+1,2\n"), Split = "train" };

        Assert.EndsWith(
            "a file has neither splits nor a data folder; leave --split and --data-dir out",
            Assert.Throws<InputException>(() => new DataSource(data, seed: 0).Questions(new DemonstrationPlan(0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_of_examples_is_no_running_text() => Assert.StartsWith(
        "perplexity is of a running text, and reviews is a set of examples",
        Assert.Throws<InputException>(() => new DataSource(new DataOptions { Dataset = "reviews" }, seed: 0).Text()).Message, StringComparison.Ordinal);
}
