using LogitLens.Engine;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.TestSupport;
using LogitLens.Tokenizers;
using TinyModel.Corpus;
using TinyModel.Training;

namespace TinyModel.Tests.Training;

[Collection(SequentialTests.Name)]
public class TinyModelTrainerTests
{
    private static readonly TinyModelRecipe s_recipe = new()
    {
        Layers = 2,
        Heads = 2,
        Width = 16,
        VocabularySize = 300,
        Steps = 4,
        Lessons = [new TinyModelLesson(1, 8, [DocumentKind.ReviewZeroShot]), new TinyModelLesson(1, 4, [DocumentKind.OpinionFewShot])],
        SequencesPerStep = 4,
        Closing = new TinyModelClosing(1, 4, 1e-4, CorpusMixture.Closing),
        HeldOutDocuments = 5,
    };

    public TinyModelTrainerTests() => TorchEngine.Start();

    [Fact]
    public void The_same_recipe_writes_the_same_files()
    {
        using TemporaryFolder folder = new();

        TinyModelTrainer.Train(s_recipe, folder.File("a"), SilentProgress.Instance);
        TinyModelTrainer.Train(s_recipe, folder.File("b"), SilentProgress.Instance);
        TinyModelTrainer.Train(s_recipe with { Seed = 1 }, folder.File("c"), SilentProgress.Instance);

        string[] files = ["README.md", "config.json", "merges.txt", "model.safetensors", "vocab.json"];
        Assert.Equal(files, Directory.GetFiles(folder.File("a")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(Read("a", file), Read("b", file)));
        Assert.NotEqual(Read("a", "model.safetensors"), Read("c", "model.safetensors"));

        byte[] Read(string name, string file) => File.ReadAllBytes(Path.Combine(folder.File(name), file));
    }

    [Fact]
    public void The_folder_loads_as_a_model_of_the_recipes_shape()
    {
        using TemporaryFolder folder = new();

        TinyModelReport report = TinyModelTrainer.Train(s_recipe, folder.File("tiny"), SilentProgress.Instance);

        using Transformer model = ModelFiles.Open(folder.File("tiny"), "tiny").Load(ScalarType.Float32, new Device("cpu"));
        Assert.Equal(s_recipe.Config(300), model.Config);
        Assert.Equal(report.Parameters, model.Config.ParameterCount);
        Assert.Equal(299, BytePairTokenizer.FromFolder(folder.File("tiny")).EndOfText);
        Assert.InRange(report.HeldOutLoss, 1, Math.Log(300) + 1);
    }

    [Fact]
    public void The_card_tells_how_to_repeat_it()
    {
        using TemporaryFolder folder = new();

        TinyModelTrainer.Train(s_recipe with { Seed = 7 }, folder.Path, SilentProgress.Instance);

        Assert.Contains(
            "dotnet run --project tools/TinyModel -c Release -- model --output models/tiny --seed 7 --steps 4\n",
            File.ReadAllText(folder.File("README.md")));
    }

    [Theory]
    [InlineData(4250, 900, 3350)]
    [InlineData(400, 100, 300)]
    [InlineData(3, 0, 3)]
    public void The_closing_is_the_last_stretch_and_a_quarter_at_most(int steps, int closing, int before)
    {
        TinyModelRecipe recipe = new() { Steps = steps };

        Assert.Equal((closing, before), (recipe.ClosingSteps, recipe.MainSteps));
        Assert.InRange(recipe.LessonsTaken.Sum(lesson => lesson.Steps), 1, before);
    }

    [Fact]
    public void Nothing_is_written_when_training_is_stopped()
    {
        using TemporaryFolder folder = new();

        Assert.Throws<OperationCanceledException>(
            () => TinyModelTrainer.Train(s_recipe, folder.File("tiny"), SilentProgress.Instance, new CancellationToken(canceled: true)));

        Assert.False(Directory.Exists(folder.File("tiny")));
    }
}
