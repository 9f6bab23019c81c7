using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Experiments.Finetuning;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Experiments.Finetuning.Data;

public sealed class RowMakerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_label_is_what_follows_the_prompt()
    {
        (RowMaker maker, IReadOnlyList<TrainingRow> rows) = Make(FinetuneObjective.Label, "text,label\na dull film,negative\na warm film,positive\n");

        Assert.Equal("Text: a dull film\nClassify the text into negative or positive class.\nClass:", Spelt(rows[0].Prompt));
        Assert.Equal(" negative", Spelt(rows[0].Target));
        Assert.Equal(0, rows[0].Label);
        Assert.Equal(["negative", "positive"], maker.Labels!.Names);
    }

    [Fact]
    public void A_head_reads_the_text_alone_and_nothing_is_appended()
    {
        (RowMaker _, IReadOnlyList<TrainingRow> rows) = Make(FinetuneObjective.Head, "text,label\na dull film,negative\na warm film,positive\n");

        Assert.Equal(["a dull film", "a warm film"], rows.Select(row => Spelt(row.Prompt)));
        Assert.All(rows, row => Assert.Empty(row.Target));
        Assert.Equal([0, 1], rows.Select(row => row.Label!.Value));
    }

    [Fact]
    public void Of_a_question_its_answer_is_learnt()
    {
        DataOptions data = new() { Dataset = "arithmetic", Split = "test" };
        TrainingRow row = Of(new FinetuneOptions { Objective = FinetuneObjective.Label, Data = data }).Rows[0];

        Assert.StartsWith("Question: What is ", Spelt(row.Prompt), StringComparison.Ordinal);
        Assert.EndsWith("?\nAnswer:", Spelt(row.Prompt), StringComparison.Ordinal);
        Assert.Matches("^ [0-9]+$", Spelt(row.Target));
        Assert.Null(row.Label);
    }

    [Theory]
    [InlineData(FinetuneObjective.Clm)]
    [InlineData(FinetuneObjective.Label)]
    public void Of_a_file_of_questions_too_the_answer_is_learnt(FinetuneObjective objective)
    {
        (RowMaker maker, IReadOnlyList<TrainingRow> rows) = Make(objective, """{"question": "What is 2 plus 3?", "answer": "5"}""" + "\n", "sums.jsonl");

        Assert.Equal("Question: What is 2 plus 3?\nAnswer:", Spelt(rows[0].Prompt));
        Assert.Equal(" 5", Spelt(rows[0].Target));
        Assert.Null(maker.Labels);
    }

    [Fact]
    public void Questions_of_several_kinds_are_told_apart_where_their_kind_is_named()
    {
        Dataset training = new DataSource(
            new DataOptions
            {
                Dataset = _folder.Write("kinds.csv", "question,answer,kind\nWhat is 2 plus 3?,5,sum\nWho wrote it?,Ann,person\n"),
                TextColumn = "question",
                LabelColumn = "kind",
            }, seed: 0).Learnt([]);

        Assert.Equal(["person", "sum"], training.Labels!.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Token_ids_are_learnt_as_they_are()
    {
        (RowMaker _, IReadOnlyList<TrainingRow> rows) = Make(FinetuneObjective.Clm, """{"ids": [3, 1, 4]}""" + "\n", "ids.jsonl");

        Assert.Equal([3, 1, 4], rows[0].Prompt);
        Assert.Empty(rows[0].Target);
    }

    [Fact]
    public void A_text_too_long_for_the_model_loses_its_beginning_and_a_note_counts_it()
    {
        string words = string.Join(' ', Enumerable.Repeat("film", 600));

        (RowMaker maker, IReadOnlyList<TrainingRow> rows) = Make(FinetuneObjective.Label, $"text,label\nfirst {words} last,negative\na warm film,positive\n");

        Assert.Equal(512, rows[0].Prompt.Length + rows[0].Target.Length - 1); // the last label token is no input
        Assert.DoesNotContain("first", Spelt(rows[0].Prompt), StringComparison.Ordinal);
        Assert.Contains("last\nClassify", Spelt(rows[0].Prompt), StringComparison.Ordinal);
        Assert.Equal(["1 texts were cut from their left to fit the model's context"], maker.Notes);
    }

    [Fact]
    public void Blocks_take_texts_of_any_length()
    {
        string words = string.Join(' ', Enumerable.Repeat("film", 600));

        (RowMaker maker, IReadOnlyList<TrainingRow> rows) = Make(FinetuneObjective.Clm, $"text,label\n{words},negative\na warm film,positive\n");

        Assert.True(rows[0].Prompt.Length > 600);
        Assert.Empty(maker.Notes);
        Assert.Equal(128, maker.BlockSize);
    }

    [Fact]
    public void Another_wording_takes_the_place_of_the_usual_one()
    {
        (RowMaker maker, IReadOnlyList<TrainingRow> rows) = Make(
            FinetuneObjective.Head, "text,label\na dull film,negative\na warm film,positive\n", template: _folder.Write("wording.txt", "Review: {text} ->"));

        Assert.Equal("Review: a dull film ->", Spelt(rows[0].Prompt));
        Assert.Equal("Review: {text} ->", maker.Template);
    }

    [Theory]
    [InlineData(FinetuneObjective.Head, "ids.jsonl", """{"ids": [1, 2]}""", "ids.jsonl has no labels, and --objective head tells classes apart")]
    [InlineData(FinetuneObjective.Head, "sums.jsonl", """{"question": "2+3?", "answer": "5"}""", "sums.jsonl has no labels, and --objective head tells")]
    [InlineData(FinetuneObjective.Label, "ids.jsonl", """{"ids": [1, 2]}""", "ids.jsonl has neither labels nor answers, and --objective label learns them")]
    [InlineData(FinetuneObjective.Label, "ids.jsonl", """{"ids": [1], "label": 0}""", "ids.jsonl holds token ids; say the labels' tokens: --label-token-ids")]
    [InlineData(FinetuneObjective.Clm, "ids.jsonl", """{"ids": [1, 2000]}""", "token id 2000 is not in the model's vocabulary of 1500 tokens")]
    public void Data_that_the_objective_cannot_learn_are_refused(FinetuneObjective objective, string name, string line, string message)
    {
        Assert.Contains(message, Assert.Throws<InputException>(() => Make(objective, line + "\n", name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_longer_than_the_context_is_refused()
    {
        InputException error = Assert.Throws<InputException>(() => Make(
            FinetuneObjective.Clm, "text,label\na,negative\nb,positive\n", material: new MaterialOptions { BlockSize = 513 }));

        Assert.Equal("--block-size 513: the model's context is 512 tokens", error.Message);
    }

    private static string Spelt(IReadOnlyList<int> ids) => BytePairTokenizer.FromFolder(TinyFolder).Decode([.. ids]);

    private static string TinyFolder => Path.Combine(SharedFiles.RepositoryRoot, "models", "tiny");

    private (RowMaker Maker, IReadOnlyList<TrainingRow> Rows) Make(
        FinetuneObjective objective, string content, string name = "texts.csv", string? template = null, MaterialOptions? material = null)
    {
        return Of(new FinetuneOptions
        {
            Objective = objective,
            Data = new DataOptions { Dataset = _folder.Write(name, content) },
            Material = (material ?? new MaterialOptions()) with { Template = template },
        });
    }

    private static (RowMaker Maker, IReadOnlyList<TrainingRow> Rows) Of(FinetuneOptions options)
    {
        Dataset training = new DataSource(options.Data, seed: 0).Learnt([]);
        RowMaker maker = RowMaker.Of(ModelSource.Find(new ModelOptions { Model = TinyFolder }, SilentProgress.Instance), options, training);
        return (maker, maker.Make(training));
    }
}
