using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints;

public sealed class SafetensorsAppenderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_of_several_tensors_appended_in_turn_become_whole_tensors()
    {
        string path = _folder.File("capture.safetensors");
        using (SafetensorsAppender appender = new(path))
        {
            appender.Append("blocks.0.hook_resid_post", CheckpointDType.F32, [2], SafetensorsBytes.Floats(1, 2));
            appender.Append("ids", CheckpointDType.I64, [], BitConverter.GetBytes(7L));
            appender.Append("blocks.0.hook_resid_post", CheckpointDType.F32, [2], SafetensorsBytes.Floats(3, 4, 5, 6));
            appender.Complete(new Dictionary<string, string> { ["model"] = "tiny" });
        }

        using Checkpoint checkpoint = SafetensorsFile.Open(path);
        TensorEntry resid = checkpoint.Tensors["blocks.0.hook_resid_post"];
        Assert.Equal([3L, 2L], resid.Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], SafetensorsBytes.ToFloats(checkpoint.ReadBytes(resid)));
        Assert.Equal([1L], checkpoint.Tensors["ids"].Shape);
        Assert.Equal("tiny", checkpoint.Metadata["model"]);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Rows_of_another_type_or_shape_and_parts_of_rows_are_refused()
    {
        using SafetensorsAppender appender = new(_folder.File("capture.safetensors"));
        appender.Append("a", CheckpointDType.F32, [2], new byte[8]);

        Assert.Throws<ArgumentException>(() => appender.Append("a", CheckpointDType.F16, [2], new byte[4]));
        Assert.Throws<ArgumentException>(() => appender.Append("a", CheckpointDType.F32, [3], new byte[12]));
        Assert.Throws<ArgumentException>(() => appender.Append("a", CheckpointDType.F32, [2], new byte[12]));
    }

    [Fact]
    public void Without_Complete_nothing_is_left()
    {
        using (SafetensorsAppender appender = new(_folder.File("capture.safetensors")))
        {
            appender.Append("a", CheckpointDType.U8, [1], [1]);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }
}
