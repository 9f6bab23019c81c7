using LogitLens.Checkpoints;
using LogitLens.Experiments.Steering;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs;

public sealed class InputFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_that_options_name_are_listed_with_their_hashes_and_others_are_not()
    {
        string vectors = _folder.Write("vectors.safetensors", "1"), prompts = _folder.Write("prompts.txt", "the film is");

        IReadOnlyList<FileInput> files = Of(new SteerOptions
        {
            Direction = new DirectionOptions { Direction = new DirectionSource(DirectionKind.File, vectors, "v") },
            Texts = new SteerTextOptions { Prompts = prompts, Judge = [new JudgeSource(JudgeKind.Words, null)] },
        });

        Assert.Equal(
            [new FileInput("direction", vectors, FileHash.Sha256(vectors)), new FileInput("prompts", prompts, FileHash.Sha256(prompts))],
            files);
    }

    [Fact]
    public void A_folder_is_other_when_one_of_its_files_is_or_is_called_otherwise()
    {
        string folder = _folder.File("head");
        string weights = _folder.Write("head/model.safetensors", "weights");
        SteerOptions options = new() { Texts = new SteerTextOptions { Judge = [new JudgeSource(JudgeKind.Model, folder)] } };

        string first = Assert.Single(Of(options)).Sha256, again = Of(options)[0].Sha256;
        File.Move(weights, Path.Combine(folder, "other.safetensors"));
        string renamed = Of(options)[0].Sha256;
        _folder.Write("head/other.safetensors", "other weights");
        string changed = Of(options)[0].Sha256;

        Assert.Equal(first, again);
        Assert.Equal(3, new[] { first, renamed, changed }.Distinct().Count());
    }

    [Fact]
    public void A_probe_is_hashed_with_its_card()
    {
        string probes = _folder.Write("probes.safetensors", "1"), card = _folder.Write("probes.json", "{}");

        IReadOnlyList<FileInput> files = Of(new SteerOptions
        {
            Texts = new SteerTextOptions { Judge = [new JudgeSource(JudgeKind.Probe, $"{probes}:blocks.1.hook_resid_post")] },
        });

        Assert.Equal([("judge", probes), ("judge", card)], files.Select(file => (file.Option, file.Path)));
    }

    private static IReadOnlyList<FileInput> Of(SteerOptions options) => InputFiles.Of(OptionSet.Of<SteerOptions>(), options);
}
